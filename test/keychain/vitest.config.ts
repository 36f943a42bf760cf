import { defineConfig } from 'vitest/config';

/** The keychain lane: real keytar against a real gnome-keyring on a D-Bus session of its own. */
export default defineConfig({
  test: {
    include: ['test/keychain/**/*.test.ts'],
    globalSetup: ['test/keychain/bundle.ts'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
  },
});
