import { z } from 'zod';
import type { Randomness } from '../../base/ports';
import type { Vault } from '../../vault/vault';
import { SnoozeRecord, ToldRecord } from './content';
import type { RemindState } from './state';

const saltBytes = 32;

const Memory = z.strictObject({
  /** Makes the ids and the proof of a file that is not sealed. */
  salt: z.base64().length(44),
  told: z.array(ToldRecord).max(200_000),
  snoozes: z.array(SnoozeRecord).max(20_000),
});

const Room = z.looseObject({ reminders: Memory.optional().catch(undefined) });

/** What the vault itself remembers of reminders, should the file beside it be lost. Every call of a locked vault throws vault.locked. */
export function createMemory({ vault, randomness }: { vault: Pick<Vault, 'room' | 'save'>; randomness: Randomness }) {
  const room = () => Room.parse(vault.room('rotation') ?? {});
  /** Until it is kept for the first time. */
  let newSalt: Buffer | null = null;
  return {
    /** `remembered` is null where no file was ever made for this vault. */
    read(): { salt: Buffer; remembered: Pick<RemindState, 'told' | 'snoozes'> | null } {
      const { reminders } = room();
      if (reminders !== undefined) return { salt: Buffer.from(reminders.salt, 'base64'), remembered: reminders };
      return { salt: (newSalt ??= Buffer.from(randomness.bytes(saltBytes))), remembered: null };
    },
    /** @throws vault.* */
    async keep(salt: Buffer, { told, snoozes }: Pick<RemindState, 'told' | 'snoozes'>): Promise<void> {
      const before = room();
      const reminders = { salt: salt.toString('base64'), told: [...told], snoozes: [...snoozes] };
      if (JSON.stringify(before.reminders) === JSON.stringify(reminders)) return;
      await vault.save({ rooms: { rotation: { ...before, reminders } } });
    },
  };
}
