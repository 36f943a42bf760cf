import { defineConfig } from 'vitest/config';

/** The tour as a whole, and broken at each step; each run has a desktop session of its own, two at a time. */
export default defineConfig({
  test: {
    include: ['test/tour/**/*.test.ts'],
    environment: 'node',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 1,
    maxConcurrency: 2,
  },
});
