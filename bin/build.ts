import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from '../lib/build-functions.ts';
import { buildPrograms } from './package/build-programs.ts';
import { thirdPartyNotices } from './package/notices.ts';
import { program, run } from './usage/program.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(PROJECT, 'dist');

await run(
  program(
    'build',
    'Builds functions and programs of the npm package into dist; tsc adds the construct.',
    'npm run build --',
  ).action(async () => {
    rmSync(DIST, { recursive: true, force: true });
    const built = [...buildFunctions(join(DIST, 'bundles')), await buildPrograms(join(DIST, 'bin'))];
    writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(built, PROJECT));
  }),
);
