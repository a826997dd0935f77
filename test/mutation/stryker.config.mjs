/**
 * Mutation tests of what decides, writes and answers: `npm run test:mutation`.
 * Paths are relative to the root of the project, where Stryker is started.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: [
    'functions/recovery/**/*.ts',
    'lib/policy/*.ts',
    'functions/bxml/**/*.ts',
    'functions/chain/**/*.ts',
  ],
  testRunner: 'vitest',
  // Stryker's workers find no plugin by themselves where node_modules is linked.
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  // There is none of this name: Stryker 10 rewrites a tsconfig with an API that TypeScript 7 no longer has.
  tsconfigFile: 'no-tsconfig.json',
  coverageAnalysis: 'perTest',
  // A mutant of a constant that is made when its module loads takes every test: most of the time of a run.
  ignoreStatic: process.env.CONSTANTS !== 'true',
  concurrency: 2,
  timeoutMS: 20_000,
  ignorePatterns: ['/.data', '/cdk.out', '/coverage', '/test/bench', '/.ci'],
  tempDirName: 'coverage/stryker',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  jsonReporter: { fileName: 'coverage/mutation.json' },
  incremental: true,
  incrementalFile: 'coverage/mutation-incremental.json',
  thresholds: { high: 98, low: 95, break: 95 },
};
