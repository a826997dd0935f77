import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from './progress.ts';

/** Installs what a folder under `test/bench` locks, unless that is in place. Nothing else of ours needs it. */
export function installPackages(folder: string, progress: Progress, withScripts = false): void {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules', '.installed-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  progress.phase('installing packages of the benchmark, once');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', ...(withScripts ? [] : ['--ignore-scripts'])], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(stamp, lock);
}
