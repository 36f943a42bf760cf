import type { Clock, Randomness } from '../../base/ports';
import type { Keychain } from '../../keychain/keychain';
import { createPreferences } from '../../preferences';
import { createVault } from '../../vault/create-vault';
import { systemZone, zoneOf } from '../due/zone';
import { createReminders, type Reminders } from './reminders';

export interface BesideParts {
  /** The data folder, absolute. */
  readonly folder: string;
  readonly holder: string;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Reminding out of the file alone: nothing is unlocked, and no passphrase is asked for. */
export function remindersBeside(parts: BesideParts): Reminders {
  const vault = createVault(parts);
  const preferences = createPreferences(parts.folder);
  return createReminders({
    ...parts,
    zone: () => zoneOf(systemZone()).offsetMs,
    preferences: () => preferences.read(),
    mode: async () => (await vault.status()).mode,
    open: async () => null,
    remember: async () => undefined,
    report: async () => undefined,
  });
}
