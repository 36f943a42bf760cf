import { defineConfig } from 'vitest/config';

/** The package itself, installed with dpkg and used by somebody without rights. Needs root, since dpkg does. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    environment: 'node',
    testTimeout: 90_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    pool: 'forks',
  },
});
