import { defineConfig } from 'vitest/config';
import { ccxtFiles } from '../../build/lanes';

/** The practice lane: real ccxt in the real worker process against the real practice exchange, all on this machine. */
export default defineConfig({
  resolve: { alias: [ccxtFiles] },
  test: {
    include: ['test/practice/**/*.test.ts'],
    globalSetup: ['test/practice/bundle.ts'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Processes and clocks: what runs beside would only make it slow.
    fileParallelism: false,
  },
});
