import { app } from 'electron';
import { systemClock } from '../core/base/clock';
import { systemRandomness } from '../core/base/random';
import { exchangeList } from '../core/exchanges/catalogue/catalogue';
import { createKeytarPort } from '../core/keychain/keytar-adapter';
import type { KeyhavenWorld } from '../core/world';
import { createClipboard } from './platform/clipboard';
import { createLauncher } from './platform/launcher';
import { createLinkOpener } from './platform/links';
import type { runtimeOf } from './runtime';

/** What the desktop hands to the core, but for what needs a window. */
export function desktopWorld(own: {
  readonly home: string;
  readonly runtime: ReturnType<typeof runtimeOf>;
  /** The folder with the bundles that are started as processes of their own. */
  readonly bundles: string;
}): Omit<KeyhavenWorld, 'confirmation' | 'fileSaver' | 'onPreferences' | 'showWindow'> {
  const pages = exchangeList().flatMap(({ keyPage }) => (keyPage === null ? [] : [new URL(keyPage).hostname]));
  return {
    home: own.home,
    holder: `the Keyhaven window (pid ${process.pid})`,
    // A command in a terminal holds the vault for a moment only.
    waitForVaultMs: 5000,
    app: {
      version: app.getVersion(),
      runtime: own.runtime,
      runtimeVersion: process.versions.electron,
      platform: process.platform,
      server: 'app',
      pid: process.pid,
    },
    clock: systemClock,
    randomness: systemRandomness,
    keychain: createKeytarPort(),
    launcher: createLauncher(own.bundles),
    clipboard: createClipboard(process.platform),
    openLink: createLinkOpener(new Set(pages)),
    stop: () => app.quit(),
  };
}
