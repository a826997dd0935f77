import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildPrograms } from '../../../bin/package/build-programs.ts';
import { buildFunctions } from '../../../lib/build-functions.ts';
import { ownFolder } from '../../support/folder.ts';

/** As the package is installed, with nothing of the project near it. */
const folder = ownFolder().path;
const dist = join(folder, 'node_modules/bandwidth-call-recovery/dist');
beforeAll(async () => {
  buildFunctions(join(dist, 'bundles'));
  await buildPrograms(join(dist, 'bin'));
});

const run = (...given: string[]) =>
  spawnSync(process.execPath, [join(dist, 'bin/bandwidth-call-recovery.mjs'), ...given], {
    cwd: folder,
    encoding: 'utf8',
  });

it('every program that is listed tells its usage', () => {
  const names = [...run().stdout.matchAll(/^ {2}([a-z]+) +\w/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(9);
  for (const name of names) {
    const { status, stdout, stderr } = run(name, '--help');
    expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' });
    expect(stdout).toMatch(`Usage: npx bandwidth-call-recovery ${name} `);
  }
});

it('the demo needs nothing that is not in the package', () => {
  const { status, stdout, stderr } = run('demo');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/All \d+ were answered and stored as documented\.$/m);
});

it('schema writes its two files into a folder of its own', () => {
  expect(run('schema', '--folder', 'told')).toMatchObject({ status: 0, stderr: '' });
  for (const file of ['policy.md', 'recovery.schema.json'])
    expect(existsSync(join(folder, 'told', file))).toBe(true);
});
