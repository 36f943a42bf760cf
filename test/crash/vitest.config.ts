import { defineConfig } from 'vitest/config';

/** The crash lane: child processes killed at every step of what they write, full and read-only disks. */
export default defineConfig({
  test: {
    include: ['test/crash/**/*.test.ts'],
    globalSetup: ['test/crash/bundle.ts'],
    environment: 'node',
    testTimeout: process.env.KEYHAVEN_TEST_LONG === '1' ? 3_600_000 : 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
