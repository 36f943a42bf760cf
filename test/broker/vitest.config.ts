import { defineConfig } from 'vitest/config';
import { ccxtFiles } from '../../build/lanes';

/** The broker lane: ordinary programs with an ordinary ccxt, through a token's port, to the practice exchange. */
export default defineConfig({
  resolve: { alias: [ccxtFiles] },
  test: {
    include: ['test/broker/**/*.test.ts'],
    globalSetup: ['test/practice/bundle.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    fileParallelism: false,
  },
});
