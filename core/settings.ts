import { z } from 'zod';
import type { Instant } from './base/instants';
import { firstLockSettings, LockSettings } from './contract/lock';
import { Instant as InstantText } from './contract/words';
import type { Vault } from './vault/vault';

/** The vault's own settings: what no other program may weaken. What a version does not know is kept. */
const Settings = z.looseObject({
  runtimeAcknowledged: InstantText.optional().catch(undefined),
  // One that cannot be read locks as a new vault does.
  lock: LockSettings.optional().catch(undefined),
});
type Settings = z.infer<typeof Settings>;

/** Every call on a locked vault throws vault.locked. */
export function createSettings(vault: Pick<Vault, 'room' | 'save'>) {
  const read = (): Settings => Settings.parse(vault.room('settings') ?? {});
  const change = (settings: Partial<Settings>) => vault.save({ rooms: { settings: { ...read(), ...settings } } });
  return {
    /** Whether the person typed that the risk of the evaluation runtime is understood. */
    runtimeAcknowledged: () => read().runtimeAcknowledged !== undefined,
    acknowledgeRuntime: (now: Instant) => change({ runtimeAcknowledged: now }),
    lock: (): LockSettings => read().lock ?? firstLockSettings,
    setLock: (lock: LockSettings) => change({ lock }),
  };
}
