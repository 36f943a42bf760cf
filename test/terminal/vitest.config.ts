import { defineConfig } from 'vitest/config';

/** The terminal as people have it: the built program in processes of its own, with a real keyring, clipboard and terminal. */
export default defineConfig({
  test: {
    include: ['test/terminal/**/*.test.ts'],
    globalSetup: ['test/terminal/support/build.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for takes a key derivation and more, on a machine that does other work too.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
