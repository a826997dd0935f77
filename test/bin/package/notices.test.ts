import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { buildPrograms } from '../../../bin/package/build-programs.ts';
import { bundledPackages, thirdPartyNotices } from '../../../bin/package/notices.ts';
import { buildFunctions } from '../../../lib/build-functions.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { PROJECT } from '../../lib/stack-template.ts';
import { ownFolder } from '../../support/folder.ts';

const folder = ownFolder().path;

const builtFrom = (inputs: Readonly<Record<string, number>>): Metafile[] => [
  {
    inputs: {},
    outputs: {
      'a.mjs': {
        bytes: 1,
        imports: [],
        exports: [],
        inputs: Object.fromEntries(
          Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }]),
        ),
      },
    },
  },
];

function install(path: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, path), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, path, name), text);
}

describe('the notices of third parties', () => {
  it('are of the packages that are in what was built, those inside of others too, and of no other', () => {
    const files = {
      'node_modules/a/x.js': 5,
      '../node_modules/@b/c/dist/y.js': 5,
      'node_modules/a/node_modules/d/z.js': 5,
      'node_modules/gone/g.js': 0,
      'bin/own.ts': 5,
    };
    expect(bundledPackages(builtFrom(files))).toEqual([
      'node_modules/@b/c',
      'node_modules/a',
      'node_modules/a/node_modules/d',
    ]);
  });

  it('have the texts that the package has, and else its licence and author', () => {
    install('node_modules/a', {
      'package.json': '{ "name": "a", "version": "1.0.0", "license": "MIT" }',
      'LICENSE.md': 'text of a\n',
      NOTICE: 'notice of a',
      'licensed.js': 'code',
    });
    install('node_modules/b', {
      'package.json':
        '{ "name": "b", "version": "2.0.0", "license": { "type": "ISC" }, "author": { "name": "Lee" } }',
    });
    const notices = thirdPartyNotices(
      builtFrom({ 'node_modules/a/x.js': 1, 'node_modules/b/x.js': 1 }),
      folder,
    );
    expect(notices).toContain('\n\na 1.0.0 (MIT)\n\ntext of a\n\nnotice of a\n\n=');
    expect(notices).toContain('\n\nb 2.0.0 (ISC)\n\nCopyright Lee\n');
  });

  it('end the build where a package has no licence', () => {
    install('node_modules/none', { 'package.json': '{ "name": "none", "version": "1.0.0" }' });
    expect(() => thirdPartyNotices(builtFrom({ 'node_modules/none/x.js': 1 }), folder)).toThrow(
      'node_modules/none is in the package, and has no licence',
    );
  });

  it('name the clients of AWS, which the functions bring', () => {
    const built = buildFunctions(join(folder, 'bundles'));
    const packages = bundledPackages(built);
    expect(packages).toContain('node_modules/@aws-sdk/client-dynamodb');
    const notices = thirdPartyNotices(built, PROJECT);
    for (const path of packages) {
      const { name, version } = JSON.parse(readFileSync(join(PROJECT, path, 'package.json'), 'utf8'));
      expect(notices).toContain(`\n\n${name} ${version} (`);
    }
    expect(notices).toContain('Apache License');
  });
});

it('the programs bring no CDK, which whoever installs the package has', async () => {
  expect(bundledPackages([await buildPrograms(join(folder, 'bin'))])).not.toContain(
    'node_modules/aws-cdk-lib',
  );
});

it('package.json names no file by `imports` that is not in the package', () => {
  expect(packageJson).not.toHaveProperty('imports');
  expect(packageJson.files).not.toContain('functions');
});
