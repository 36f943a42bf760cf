import { defineConfig } from 'vitest/config';

/** Every operation, at every door, against its row. */
export default defineConfig({ test: { include: ['test/contract/**/*.test.ts'], testTimeout: 60_000, pool: 'forks' } });
