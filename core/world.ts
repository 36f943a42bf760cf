import type { Clipboard, Clock, Confirmation, FileSaver, ProcessLauncher, Randomness } from './base/ports';
import type { AppInfo, Preferences } from './contract/app';
import type { KeychainPort } from './keychain/port';

/** What a shell hands in: everything that touches the world. */
export interface KeyhavenWorld {
  /** The data folder, absolute. */
  readonly home: string;
  /** Shown to whoever finds the vault in use: "the Keyhaven window (pid 12)". */
  readonly holder: string;
  /** How long to wait for another holder to end; without it the vault is busy at once. */
  readonly waitForVaultMs?: number;
  readonly app: Pick<AppInfo, 'version' | 'runtime' | 'runtimeVersion' | 'platform' | 'server' | 'pid'>;
  readonly clock: Clock;
  /** The person's time zone, by its IANA name; where it is left out, the one that this computer is set to. */
  readonly zone?: () => string;
  readonly randomness: Randomness;
  readonly keychain: KeychainPort;
  readonly launcher: ProcessLauncher;
  readonly clipboard: Clipboard;
  readonly confirmation: Confirmation;
  /** Null where this shell has no window that could ask for a place. */
  readonly fileSaver: FileSaver | null;
  /** Opens an address of the catalogue in the person's browser. */
  readonly openLink: (address: string) => Promise<void>;
  /** Makes the system follow what was chosen, before it is saved. @throws preferences.*: then nothing is saved */
  readonly onPreferences: (next: Preferences, before: Preferences) => Promise<void>;
  /** Brings the window to the front, for a person to answer another program; null where this shell has none. */
  readonly showWindow: (() => void) | null;
  /** Ends this server, where it is one. */
  readonly stop: (() => void) | null;
}
