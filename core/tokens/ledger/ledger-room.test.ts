import { describe, expect, it } from 'vitest';
import { systemRandomness } from '../../base/random';
import type { Vault } from '../../vault/vault';
import { createLedgerRoom } from './ledger-room';

/** The ledger's part of a vault, kept as the vault keeps it: as JSON. */
function kept(stored?: unknown) {
  let json = stored === undefined ? undefined : JSON.stringify(stored);
  const saves: unknown[] = [];
  const vault: Pick<Vault, 'room' | 'save'> = {
    room: () => (json === undefined ? undefined : (JSON.parse(json) as unknown)),
    save: async ({ rooms }) => {
      json = JSON.stringify(rooms?.ledger);
      saves.push(rooms?.ledger);
    },
  };
  return { room: createLedgerRoom(vault, systemRandomness), saves };
}

const head = { sequence: 7, mac: 'kh-test-mac' };
const bytes = (key: Uint8Array | undefined) => Buffer.from(key ?? []).toString('hex');

describe('the ledger’s key in the vault', () => {
  it('is made once, and is the same at the next opening', async () => {
    const { room, saves } = kept();
    const first = await room.open();
    expect(first).toMatchObject({ formerKeys: [], head: null });
    expect(bytes((await room.open()).key)).toBe(bytes(first.key));
    expect(saves).toHaveLength(1);
  });

  it('keeps how far the ledger reached, and saves nothing where it reached no further', async () => {
    const { room, saves } = kept();
    await room.open();
    await room.keep(head);
    await room.keep(head);
    await room.keep(null);
    expect((await room.open()).head).toEqual(head);
    expect(saves).toHaveLength(2);
  });

  it('that is renewed keeps the one before until the ledger is under the new one', async () => {
    const { room } = kept();
    const before = await room.open();
    await expect(room.renew(() => Promise.reject(new Error('killed here')))).rejects.toThrow('killed here');
    const between = await room.open();
    expect(bytes(between.key)).not.toBe(bytes(before.key));
    expect(between.formerKeys.map(bytes)).toEqual([bytes(before.key)]);
    await room.renew(() => Promise.resolve(head));
    expect(await room.open()).toMatchObject({ formerKeys: [], head });
  });

  it('where it cannot be read is never made anew', async () => {
    for (const [stored, code] of [
      [{ version: 2 }, 'vault.newer'],
      [{ version: 1, key: 'short', former: null, head: null }, 'vault.corrupt'],
      ['nonsense', 'vault.corrupt'],
    ] as const) {
      const { room, saves } = kept(stored);
      await expect(room.open()).rejects.toMatchObject({ code });
      expect(saves).toEqual([]);
    }
  });
});
