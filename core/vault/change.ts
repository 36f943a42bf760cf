import { fail } from '../base/failure';
import type { Randomness } from '../base/ports';
import { wipe } from './cipher';
import type { Header } from './header';
import { limits } from './limits';
import { idPattern, purposePattern, type IndexFacts, type SealedIndex, type SecretRecord } from './sealed-index';
import { vaultRooms, type VaultChange, type VaultRoom } from './vault';
import { buildFile, openSecret, sealSecret } from './vault-file';

/** What an open vault holds: its header, its index, and each secret's line as it stands in the file. */
export interface Content {
  readonly header: Header;
  readonly index: SealedIndex;
  /** The nth line belongs to the nth record. */
  readonly lines: readonly Buffer[];
}

/** A change as it was when it was asked for: whoever asked may alter or wipe their own objects while it waits its turn. */
export interface Snapshot {
  readonly rooms: Readonly<Partial<Record<VaultRoom, string>>>;
  readonly put: readonly { readonly id: string; readonly purpose: string; readonly plain: Buffer }[];
  readonly remove: ReadonlySet<string>;
}

export const noChange: Snapshot = { rooms: {}, put: [], remove: new Set() };

/** @throws argument.invalid, vault.tooBig */
export function snapshotOf({ rooms = {}, putSecrets = [], removeSecrets = [] }: VaultChange): Snapshot {
  const texts: Partial<Record<VaultRoom, string>> = {};
  for (const name of vaultRooms) {
    if (!(name in rooms)) continue;
    // What has no JSON (undefined, a function) would silently become nothing.
    const json = JSON.stringify(rooms[name]) as string | undefined;
    if (json === undefined) throw fail('argument.invalid', { where: `rooms.${name}` });
    texts[name] = json;
  }
  for (const { id, purpose, plain } of putSecrets) {
    if (!idPattern.test(id) || id.length > limits.name) throw fail('argument.invalid', { where: 'putSecrets.id' });
    if (!purposePattern.test(purpose) || purpose.length > limits.name)
      throw fail('argument.invalid', { where: 'putSecrets.purpose' });
    if (plain.length > limits.secret)
      throw fail('vault.tooBig', { what: 'The secret', found: plain.length, limit: limits.secret });
  }
  const put = putSecrets.map(({ id, purpose, plain }) => {
    const own = Buffer.alloc(plain.length);
    own.set(plain);
    return { id, purpose, plain: own };
  });
  return { rooms: texts, put, remove: new Set(removeSecrets) };
}

export function wipeSnapshot({ put }: Snapshot): void {
  wipe(...put.map(({ plain }) => plain));
}

/** Whether the change takes a secret away, so that no older generation may keep it. */
export function removesSecret({ index }: Content, { remove }: Snapshot): boolean {
  return index.records.some(({ id }) => remove.has(id));
}

/** The file after a change. `header` is the new one, its save number included. Secrets that did not change are copied as they are. */
export function fileAfter(
  before: Content,
  to: { header: Header; facts: IndexFacts; snapshot: Snapshot; dataKey: Uint8Array },
  randomness: Randomness,
): Buffer {
  const { header, facts, snapshot, dataKey } = to;
  const replaced = new Map(snapshot.put.map((secret) => [secret.id, secret]));
  const records: SecretRecord[] = [];
  const lines: Buffer[] = [];
  before.index.records.forEach((record, at) => {
    const line = before.lines[at];
    if (line === undefined || snapshot.remove.has(record.id) || replaced.has(record.id)) return;
    records.push(record);
    lines.push(line);
  });
  for (const { id, purpose, plain } of replaced.values()) {
    const record = { id, purpose, revision: header.save };
    records.push(record);
    lines.push(sealSecret(record, plain, { vaultId: header.vaultId, dataKey }, randomness));
  }
  const index = { facts, records, rooms: { ...before.index.rooms, ...snapshot.rooms } };
  return buildFile({ header, index, secrets: lines, dataKey }, randomness);
}

/** The same content with every secret sealed anew under another data key, by the save with this number. @throws vault.corrupt */
export function resealed(
  { header, index, lines }: Content,
  { from, to, save }: { from: Uint8Array; to: Uint8Array; save: number },
  randomness: Randomness,
): Content {
  const { vaultId } = header;
  const records = index.records.map((record) => ({ ...record, revision: save }));
  const anew = index.records.map((record, at) => {
    const plain = openSecret(record, lines[at] ?? Buffer.alloc(0), { vaultId, dataKey: from });
    try {
      return sealSecret({ ...record, revision: save }, plain, { vaultId, dataKey: to }, randomness);
    } finally {
      wipe(plain);
    }
  });
  return { header, index: { ...index, records }, lines: anew };
}
