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
type Memory = z.infer<typeof Memory>;

const Room = z.looseObject({ reminders: Memory.optional().catch(undefined) });

/** What the vault itself remembers of reminders, should the file beside it be lost. Every call of a locked vault throws vault.locked. */
export function createMemory({ vault, randomness }: { vault: Pick<Vault, 'room' | 'save'>; randomness: Randomness }) {
  const room = () => Room.parse(vault.room('rotation') ?? {});
  return {
    /** Null where no file was ever made for this vault. */
    read: (): { salt: Buffer; told: Memory['told']; snoozes: Memory['snoozes'] } | null => {
      const { reminders } = room();
      return reminders === undefined ? null : { ...reminders, salt: Buffer.from(reminders.salt, 'base64') };
    },
    newSalt: (): Buffer => Buffer.from(randomness.bytes(saltBytes)),
    /** @throws vault.* */
    async keep(salt: Buffer, { told, snoozes }: Pick<RemindState, 'told' | 'snoozes'>): Promise<void> {
      const before = room();
      const reminders = { salt: salt.toString('base64'), told: [...told], snoozes: [...snoozes] };
      if (JSON.stringify(before.reminders) === JSON.stringify(reminders)) return;
      await vault.save({ rooms: { rotation: { ...before, reminders } } });
    },
  };
}

export type RemindMemory = ReturnType<typeof createMemory>;
