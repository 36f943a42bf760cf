import { systemClock } from '../../core/base/clock';
import { systemRandomness } from '../../core/base/random';
import type { Keychain } from '../../core/keychain/keychain';
import type { DueKey } from '../../core/rotation/reminders/due';
import { createReminders } from '../../core/rotation/reminders/reminders';

const dueKey: DueKey = {
  id: 'khtestkey00000000000000000',
  label: 'kh-test key',
  exchangeName: 'Binance',
  reasons: [{ kind: 'policy', atMs: Date.UTC(2030, 0), lifeDays: 90, text: 'rotation every 90 days' }],
};

/** Reminding out of a folder, by a keychain, with a vault that is open or locked; nothing else of Keyhaven. */
export function remindingBy(keychain: Keychain) {
  const list = async (folder: string, vaultId: string, isOpen: boolean) => {
    const reminders = createReminders({
      ...{ folder, keychain, holder: 'a test', clock: systemClock, randomness: systemRandomness },
      zone: () => () => 0,
      preferences: async () => ({ reminders: true, quietHours: null }),
      mode: async () => 'keychain',
      open: async () =>
        isOpen
          ? { id: vaultId, mode: 'keychain', keys: [dueKey], salt: Buffer.alloc(32), names: true, remembered: null }
          : null,
      remember: async () => undefined,
      report: async () => undefined,
    });
    const { rows, file } = await reminders.list();
    return { file, keys: rows.length };
  };
  return {
    openVault: (folder: string, vaultId: string) => list(folder, vaultId, true),
    lockedVault: (folder: string, vaultId: string) => list(folder, vaultId, false),
  };
}
