import { systemClock } from '../../core/base/clock';
import { systemRandomness } from '../../core/base/random';
import { createNodeLauncher } from '../../core/exchanges/worker/node-launcher';
import type { KeyhavenWorld } from '../../core/world';

/** The world of a test's own process that asks no exchange and shows nothing: its person says yes to everything. */
export const plainWorld = (
  given: Pick<KeyhavenWorld, 'home' | 'holder' | 'keychain' | 'clipboard'>,
): KeyhavenWorld => ({
  ...given,
  app: {
    version: '0.0.0',
    runtime: 'node',
    runtimeVersion: process.versions.node,
    platform: process.platform,
    server: 'none',
    pid: process.pid,
  },
  clock: systemClock,
  randomness: systemRandomness,
  launcher: createNodeLauncher({ folder: given.home }),
  confirmation: { confirm: async () => true },
  fileSaver: null,
  openLink: async () => {},
  onPreferences: async () => {},
  showWindow: null,
  stop: null,
});
