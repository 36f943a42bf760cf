import { defineConfig } from 'vitest/config';

/** The reader lane: the vault's format, read by a program that shares nothing with Keyhaven but its description. */
export default defineConfig({
  test: {
    include: ['test/reader/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    pool: 'forks',
  },
});
