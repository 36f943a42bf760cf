import { systemClock } from '../core/base/clock';
import { fail } from '../core/base/failure';
import type { Confirmation } from '../core/base/ports';
import { systemRandomness } from '../core/base/random';
import { createNodeLauncher } from '../core/exchanges/worker/node-launcher';
import { createKeyhaven, type Keyhaven } from '../core/keyhaven';
import { createKeytarPort } from '../core/keychain/keytar-adapter';
import type { KeyhavenWorld } from '../core/world';
import { createTerminalClipboard } from './clipboard/terminal-clipboard';
import type { Place, Surroundings } from './place';
import { printable } from './table';
import { ask } from './terminal';

/** What differs between one command's time with the vault and a server's. */
type Role = Pick<KeyhavenWorld, 'holder' | 'waitForVaultMs' | 'confirmation' | 'stop'> & {
  readonly server: KeyhavenWorld['app']['server'];
  /** A lock clears the clipboard: a server's does, and what a command copied is there to outlive it. */
  readonly lockClears: boolean;
};

export function keyhavenFor(role: Role, home: string, { version, bundles }: Surroundings): Keyhaven {
  const { server, lockClears, ...rest } = role;
  return createKeyhaven({
    ...rest,
    home,
    app: {
      version,
      runtime: 'node',
      runtimeVersion: process.versions.node,
      platform: process.platform,
      server,
      pid: process.pid,
    },
    clock: systemClock,
    randomness: systemRandomness,
    keychain: createKeytarPort(),
    launcher: createNodeLauncher({ folder: bundles }),
    clipboard: createTerminalClipboard({ lockClears }),
    fileSaver: null,
    // The terminal opens no browser, has no look of its own and no window.
    openLink: async () => {
      throw fail('argument.invalid', { where: 'operation' });
    },
    onPreferences: async () => {},
    showWindow: null,
  });
}

/** A typed yes on the controlling terminal; a pipe cannot give it. */
const confirmation: Confirmation = {
  confirm: async ({ title, detail }) =>
    (await ask(`${printable(title)}\n${printable(detail)}\nType yes to go on: `)).trim().toLowerCase() === 'yes',
};

/** A Keyhaven of this command's own, for as long as it runs. */
export function openHere(home: string, surroundings: Surroundings): Place {
  const holder = `keyhaven in a terminal (pid ${process.pid})`;
  const role = { holder, confirmation, stop: null, server: 'none', lockClears: false } as const;
  return placeIn(keyhavenFor(role, home, surroundings));
}

/** The terminal's door of a Keyhaven in this process. */
export function placeIn(keyhaven: Keyhaven): Place {
  const door = keyhaven.door('terminal');
  const caller = { id: `terminal ${process.pid}` };
  return {
    server: null,
    call: (operation, input) => door.call(operation, input, caller),
    onJob: (listener) => door.onJob((_callerId, event) => listener(event)),
    gone: new Promise(() => {}),
    close: () => keyhaven.close(),
  };
}
