import { defineConfig } from 'vitest/config';

/**
 * The deployment test: `npm run test:deploy` starts it, and says by options when it is not the emulator
 * that is tested. A step needs the ones before it, so all stop at the first that fails.
 */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/deploy/emulator.ts', 'test/deploy/two-regions.ts'],
    fileParallelism: false,
    globalSetup: ['test/deploy/start-emulator.ts'],
    bail: 1,
    testTimeout: 600_000,
    hookTimeout: 60_000,
    // Progress is shown when it is made, not when a step ends.
    disableConsoleIntercept: true,
    setupFiles: ['test/deploy/each-step.ts'],
    reporters: [
      ['default', { summary: false }],
      ['json', { outputFile: 'coverage/deploy-results.json' }],
    ],
  },
});
