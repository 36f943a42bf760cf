import { defineConfig } from 'vitest/config';

/** The built window in Chromium, under the policy it ships with. */
export default defineConfig({
  test: {
    include: ['test/window/**/*.test.ts'],
    globalSetup: 'test/window/support/build.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for takes a key derivation and more, on a machine that does other work too.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
