import { defineConfig } from 'vitest/config';

/** The crash lane: processes of ours are killed, and what they left on disk is opened again. */
export default defineConfig({
  test: {
    include: ['test/crash/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 30_000,
    pool: 'forks',
  },
});
