import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { skippedReporter } from './skipped.ts';

/** Tests that need Chromium: `npm run test:browser`. */
const BROWSER = ['test/e2e/console*.test.ts', 'test/e2e/report-page.test.ts'];

/** Calls by the thousand, and while databases and regions fail: `npm run test:load`. */
const LOAD = ['faults', 'outcome-events', 'two-regions'].map((name) => `test/e2e/${name}.test.ts`);

/** Tests that start programs, load modules anew, or change what all modules of a process see. */
const ALONE = ['test/e2e/**/*.test.ts', 'test/bench/*.test.ts', 'test/**/*.reload.test.ts'];

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  // The name by which the example imports the package.
  resolve: { alias: { 'bandwidth-call-recovery': new URL('../../lib/index.ts', import.meta.url).pathname } },
  test: {
    // Vitest would leave a core to itself; and half as many again work while others wait for programs and databases.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Programs that tests start compile what they import once for all of them: a third of the processor time.
    env: { NODE_COMPILE_CACHE: new URL('../../node_modules/.cache/compile', import.meta.url).pathname },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { shuffle: true },
    projects: [
      { extends: true, test: { name: 'browser', include: BROWSER } },
      { extends: true, test: { name: 'load', include: LOAD } },
      { extends: true, test: { name: 'alone', include: ALONE, exclude: [...BROWSER, ...LOAD] } },
      // A worker imports a module once for all its files: aws-cdk-lib alone takes seconds.
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...ALONE, '**/node_modules/**'],
          isolate: false,
        },
      },
    ],
    reporters: [['default', { summary: false }], 'json', skippedReporter],
    outputFile: { json: 'coverage/results.json' },
    coverage: {
      provider: 'v8',
      include: ['functions/**/*.ts', 'lib/policy/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'coverage',
      thresholds: {
        'functions/recovery/**': { lines: 100, branches: 100 },
        'functions/bxml/**': { lines: 100, branches: 100 },
        'lib/policy/!(doubled-keys|policy-file).ts': { lines: 100, branches: 100 },
      },
    },
  },
});
