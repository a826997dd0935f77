import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A temporary folder. */
class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'test-'));

  /** The path of a file in it. */
  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  /** Writes a file, and gives its path. */
  write(name: string, content: string | Buffer): string {
    writeFileSync(this.at(name), content);
    return this.at(name);
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A folder for all tests of a file, gone after them. */
export function ownFolder(): Folder {
  const folder = new Folder();
  afterAll(() => folder.remove());
  return folder;
}
