import { z } from 'zod';
import { fail } from '../../base/failure';
import type { Randomness } from '../../base/ports';
import type { Vault } from '../../vault/vault';
import type { LedgerHead } from './ledger';

const keyBytes = 32;
const textOf = (key: Uint8Array) => Buffer.from(key).toString('base64');
const version = 1;

const Room = z.strictObject({
  version: z.literal(version),
  /** Of the ledger's MACs, base64. One of its own, so that a new data key leaves the ledger as it is. */
  key: z.base64().length(44),
  /** The key before, while the file may still be under it. */
  former: z.base64().length(44).nullable(),
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

  const save = (ledger: Room) => vault.save({ rooms: { ledger } });

  return {
    /** Made and saved where there is none yet. Whoever asks wipes the keys (`fill(0)`) after use. */
    async open(): Promise<{ key: Uint8Array; formerKeys: readonly Uint8Array[]; head: LedgerHead | null }> {
      const found = read();
      if (found === null) {
        const key = randomness.bytes(keyBytes);
        await save({ version, key: textOf(key), former: null, head: null });
        return { key, formerKeys: [], head: null };
      }
      const formerKeys = found.former === null ? [] : [Buffer.from(found.former, 'base64')];
      return { key: Buffer.from(found.key, 'base64'), formerKeys, head: found.head };
    },

    /**
     * Another key, because this one may be known. `rewritten` writes the ledger anew under it, where one is open; else the
     * next opening does. Null while there is no ledger yet.
     */
    async renew(rewritten: (key: Uint8Array) => Promise<LedgerHead | null>): Promise<void> {
      const found = read();
      if (found === null) return;
      const key = randomness.bytes(keyBytes);
      try {
        const renewed: Room = { ...found, key: textOf(key), former: found.key };
        await save(renewed);
        const head = await rewritten(key);
        if (head !== null) await save({ ...renewed, former: null, head });
      } finally {
        key.fill(0);
      }
    },

    /** A checkpoint: a ledger that later reaches less far was put back or cut. */
    async keep(head: LedgerHead | null): Promise<void> {
      const found = read();
      if (found === null || head === null || found.head?.sequence === head.sequence) return;
      await save({ ...found, former: null, head });
    },
  };
}
