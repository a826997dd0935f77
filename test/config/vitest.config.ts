import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { shuffle: true },
    reporters: [
      ['default', { summary: false }],
      ['json', { outputFile: 'coverage/results.json' }],
    ],
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
