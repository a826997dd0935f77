import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownFolder } from '../support/folder.ts';
import { PROJECT } from './stack-template.ts';

const folder = ownFolder().path;

/** The files of declarations that one leads to, itself first. */
function reachedFrom(file: string, reached: string[] = []): string[] {
  if (reached.includes(file)) return reached;
  reached.push(file);
  for (const [, path = ''] of readFileSync(join(folder, file), 'utf8').matchAll(
    /(?:from|import\() ?'(\.[^']+)\.ts'/g,
  ))
    reachedFrom(join(file, '..', `${path}.d.ts`), reached);
  return reached;
}

it('docs/api.d.ts has the types that users of the package see; vitest -u writes it', async () => {
  const compiler = join(PROJECT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', 'lib', '--emitDeclarationOnly', '--outDir', folder], {
    cwd: PROJECT,
  });
  const files = reachedFrom('lib/index.d.ts').map((file) => {
    // A comment is no part of the interface.
    const text = readFileSync(join(folder, file), 'utf8').replaceAll(/ *\/\*\*.*?\*\/\n/gs, '');
    return `// ${file.replace('.d.ts', '.ts')}\n${text}`;
  });
  expect(files.length).toBeGreaterThan(15);
  await expect(files.join('\n')).toMatchFileSnapshot(join(PROJECT, 'docs/api.d.ts'));
}, 120_000);
