import { defineConfig } from 'vitest/config';
import deployment from '../deploy/vitest.config.ts';

/** The test of the npm package, `npm run test:package`: the same emulator, and the same way to tell. */
export default defineConfig({
  ...deployment,
  test: {
    ...deployment.test,
    include: ['test/package/package.ts'],
    reporters: [
      ['default', { summary: false }],
      ['json', { outputFile: 'coverage/package-results.json' }],
    ],
  },
});
