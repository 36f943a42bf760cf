import { defineConfig } from 'vitest/config';

/** The app itself, under Xvfb with a D-Bus and a keyring of its own; one file at a time, since they share the display. */
export default defineConfig({
  test: {
    include: ['test/desktop/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for takes a key derivation and more, on a machine that does other work too.
    expect: { poll: { timeout: 20_000 } },
    fileParallelism: false,
    pool: 'forks',
    // The lane runs as a user who may not write into the checkout.
    cache: false,
  },
});
