import { defineConfig } from 'vitest/config';

/**
 * The tests that Stryker runs: of the rooms that it mutates and the callbacks that use them,
 * which are all but those left out, so that a renamed room does not leave by itself.
 * Without the thousands of random requests, which every mutant would have to answer, and without
 * tests that load modules anew (`*.reload.test.ts`): by those, a constant that a module makes when it
 * loads would count as covered by one test, and 341 mutants would live that no test can see.
 */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/functions/*/**/*.test.ts', 'test/lib/policy/*.test.ts'],
    exclude: ['test/functions/{outcomes,redrive}/**', '**/hostile-input.test.ts', '**/*.reload.test.ts'],
    // One worker for all files: what is imported once serves all, and a run takes a quarter of the time.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
