#!/usr/bin/env node
// The command of the package: in a checkout it runs the sources, else what was built of them.
import { existsSync } from 'node:fs';

if (existsSync(new URL('bandwidth-call-recovery.ts', import.meta.url))) {
  process.argv.splice(2, 0, 'bandwidth-call-recovery');
  await import('./run.js');
} else await import('../dist/bin/bandwidth-call-recovery.mjs');
