import { defineConfig } from 'vitest/config';

/** The lanes that need nothing but Node: unit tests stand beside the code; `scripts/test.mjs` runs the other lanes. */
export default defineConfig({
  test: {
    include: ['{core,electron,cli,renderer,practice,scripts,build,test/assurance}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: process.env.KEYHAVEN_TEST_LONG === '1' ? 3_600_000 : 20_000,
    reporters: ['default'],
    pool: 'forks',
  },
});
