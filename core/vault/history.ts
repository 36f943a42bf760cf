import { z } from 'zod';
import { fail } from '../base/failure';
import { epochMsOf, type Instant } from '../base/instants';
import { openModes } from '../contract/words';
import type { Snapshot, Content } from './change';
import { decodeBase64, encodeBase64 } from './base64';
import { keyBytes, ownBytes, wipe } from './cipher';
import type { FormerAuditKey, OldCopies } from './vault';
import { openSecret } from './vault-file';

/**
 * What the vault must know of its own past: how it opened before, which old copies still do, and the audit keys of
 * before. It stands in the file as one more sealed secret, so the format need not know of it.
 */
export interface History {
  /** The oldest first. */
  readonly changes: readonly OpeningChange[];
  readonly auditKeys: readonly z.output<typeof FormerKey>[];
}

const record = { id: 'vault.history', purpose: 'vault/history' } as const;
/** The oldest changes are forgotten beyond this; the secret's size is bounded. */
const mostChanges = 200;
const mostKeys = 200;

const OpeningChange = z.strictObject({
  at: z.string().max(30),
  /** What was made anew: the way of the open mode, the recovery code, or both with the data key. */
  anew: z.enum(['way', 'code', 'all']),
  /** The open mode until then. */
  mode: z.enum(openModes),
});
export type OpeningChange = z.output<typeof OpeningChange>;
const FormerKey = z.strictObject({ upTo: z.int().min(0), key: z.base64() });
const HistoryText = z.strictObject({
  changes: z.array(OpeningChange).max(mostChanges),
  auditKeys: z.array(FormerKey).max(mostKeys),
});

/** @throws vault.corrupt */
export function historyIn({ header, index, lines }: Content, dataKey: Uint8Array): History {
  const at = index.records.findIndex(({ id, purpose }) => id === record.id && purpose === record.purpose);
  const found = index.records[at];
  const line = lines[at];
  if (found === undefined || line === undefined) return { changes: [], auditKeys: [] };
  const plain = openSecret(found, line, { vaultId: header.vaultId, dataKey });
  try {
    return HistoryText.parse(JSON.parse(plain.toString('utf8')));
  } catch {
    throw fail('vault.corrupt', { where: 'its history' });
  } finally {
    wipe(plain);
  }
}

/** The history as it stands, for another file of the same vault. */
export function historyPut(content: Content, dataKey: Uint8Array): Snapshot['put'] {
  return content.index.records.some(({ id }) => id === record.id) ? [historySecret(historyIn(content, dataKey))] : [];
}

/** The history as the secret that a save puts into the file. */
export function historySecret({ changes, auditKeys }: History): Snapshot['put'][number] {
  const kept = { changes: changes.slice(-mostChanges), auditKeys: auditKeys.slice(-mostKeys) };
  return { ...record, plain: ownBytes(JSON.stringify(kept)) };
}

/** The former keys in the order of the log. @throws vault.corrupt */
export function formerAuditKeysOf({ auditKeys }: History): FormerAuditKey[] {
  return auditKeys.map(({ upTo, key }) => {
    const bytes = decodeBase64(key);
    if (bytes?.length !== keyBytes) throw fail('vault.corrupt', { where: 'its history' });
    return { upTo, key: bytes };
  });
}

export const formerKeyFor = (upTo: number, key: Uint8Array) => ({ upTo, key: encodeBase64(key) });

/**
 * What copies of the file from before each change still open with, the newest change first. Whoever opens one has its
 * data key, and that opens today's file too, unless a new data key was made since.
 */
export function oldCopiesOf({ changes }: History): OldCopies[] {
  const renewed = changes.findLastIndex(({ anew }) => anew === 'all');
  return changes
    .flatMap(({ at, anew, mode }, n): OldCopies[] => {
      const copies = { before: at as Instant, opensTodayToo: n > renewed };
      const way = { ...copies, opensWith: mode };
      const code = { ...copies, opensWith: 'recoveryCode' as const };
      return anew === 'all' ? [way, code] : [anew === 'way' ? way : code];
    })
    .sort((one, other) => epochMsOf(other.before) - epochMsOf(one.before));
}
