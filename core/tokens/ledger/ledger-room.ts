import { z } from 'zod';
import { fail } from '../../base/failure';
import type { Randomness } from '../../base/ports';
import type { Vault } from '../../vault/vault';
import type { LedgerHead } from './ledger';

const keyBytes = 32;
const version = 1;

const Room = z.strictObject({
  version: z.literal(version),
  /** Of the ledger's MACs, base64. One of its own, so that a new data key leaves the ledger as it is. */
  key: z.base64().length(44),
  head: z.strictObject({ sequence: z.int().min(0), mac: z.string().max(200) }).nullable(),
});
type Room = z.infer<typeof Room>;

/** What the vault keeps of the ledger: the key of its MACs, and how far it was known to reach. Errors: vault.* */
export function createLedgerRoom(vault: Pick<Vault, 'room' | 'save'>, randomness: Randomness) {
  /** @throws vault.newer, vault.corrupt: damage is never a new key */
  function read(): Room | null {
    const stored = vault.room('ledger');
    if (stored === undefined) return null;
    const { data: newer } = z.looseObject({ version: z.int().gt(version) }).safeParse(stored);
    if (newer !== undefined) throw fail('vault.newer', { found: newer.version, known: version });
    const { data } = Room.safeParse(stored);
    if (data === undefined) throw fail('vault.corrupt', { where: 'what it keeps of the ledger' });
    return data;
  }

  return {
    /** Made and saved where there is none yet. Whoever asks wipes the key (`fill(0)`) after use. */
    async open(): Promise<{ key: Uint8Array; head: LedgerHead | null }> {
      const found = read();
      if (found !== null) return { key: Buffer.from(found.key, 'base64'), head: found.head };
      const key = randomness.bytes(keyBytes);
      const ledger: Room = { version, key: Buffer.from(key).toString('base64'), head: null };
      await vault.save({ rooms: { ledger } });
      return { key, head: null };
    },
    /** A checkpoint: a ledger that later reaches less far was put back or cut. */
    async keep(head: LedgerHead | null): Promise<void> {
      const found = read();
      if (found === null || head === null || found.head?.sequence === head.sequence) return;
      await vault.save({ rooms: { ledger: { ...found, head } satisfies Room } });
    },
  };
}

export type LedgerRoom = ReturnType<typeof createLedgerRoom>;
