import { z } from 'zod';
import { fail } from '../base/failure';
import { limits } from './limits';
import { vaultRooms, type AuditHead, type VaultRoom } from './vault';

/** Where one secret belongs. The nth record is the nth `secret` line of the file. */
export interface SecretRecord {
  readonly id: string;
  /** Number of the save that sealed it: a line of another save does not open in its place. */
  readonly revision: number;
  readonly purpose: string;
}

/** All that the vault knows beside the secrets themselves. */
export interface SealedIndex {
  readonly facts: IndexFacts;
  readonly records: readonly SecretRecord[];
  /** Each room's part as JSON text: parsed when it is asked for, so that opening a big vault stays quick. */
  readonly rooms: Readonly<Partial<Record<VaultRoom, string>>>;
}

/** Printable ASCII: these stand in the bound data of a ciphertext, one to a line. */
export const idPattern = /^[!-~]+$/;
export const purposePattern = /^[ -~]+$/;

const Counter = z.int().min(0).max(limits.counter);
const IndexFacts = z.strictObject({
  /** Raised by revoking, narrowing and restoring; compared with a keychain entry. */
  epoch: Counter,
  recoveryConfirmed: z.boolean(),
  /** The last save after which no older generation may stay: a secret was removed or a slot made anew. */
  wipedAt: Counter,
  /** Slot generations whose keychain entries go once the vault was opened with the present one. */
  formerRoots: z.array(Counter).max(1000),
  anchor: z.strictObject({ sequence: z.int().min(0), mac: z.string().max(200) }).nullable(),
});
export type IndexFacts = Readonly<z.infer<typeof IndexFacts>> & { readonly anchor: AuditHead | null };

const lineFeed = Buffer.from('\n');

/** One line per part, `<name> <JSON>`; JSON text has no line feed of its own. */
export function encodeIndex({ facts, records, rooms }: SealedIndex): Buffer {
  const table = records.map(({ id, revision, purpose }) => [id, revision, purpose]);
  const lines = [`facts ${JSON.stringify(facts)}`, `records ${JSON.stringify(table)}`];
  for (const name of vaultRooms) if (rooms[name] !== undefined) lines.push(`${name} ${rooms[name]}`);
  // Each line by itself: joining ten megabytes of text first would copy them once more.
  return Buffer.concat(lines.flatMap((line) => [Buffer.from(line), lineFeed]));
}

/** @throws vault.corrupt */
export function decodeIndex(plain: Buffer): SealedIndex {
  const lines = plain.toString('utf8').split('\n');
  const take = (name: string) => (lines[0]?.startsWith(`${name} `) ? lines.shift()?.slice(name.length + 1) : undefined);
  const facts = IndexFacts.safeParse(parsed(take('facts')));
  const records = recordsOf(parsed(take('records')));
  const rooms: Partial<Record<VaultRoom, string>> = {};
  for (const name of vaultRooms) {
    const json = take(name);
    if (json !== undefined) rooms[name] = json;
  }
  const ended = lines.length === 1 && lines[0] === '';
  if (!facts.success || records === null || !ended) throw fail('vault.corrupt', { where: 'the index' });
  return { facts: facts.data, records, rooms };
}

/** By hand, since the table has a row per secret: a schema's copy of fifty thousand would be felt at every save. */
function recordsOf(table: unknown): SecretRecord[] | null {
  if (!Array.isArray(table) || table.length > limits.records) return null;
  const records: SecretRecord[] = [];
  for (const row of table as unknown[]) {
    if (!Array.isArray(row) || row.length !== 3) return null;
    const [id, revision, purpose] = row as unknown[];
    if (!isText(id, idPattern) || !isCounter(revision) || !isText(purpose, purposePattern)) return null;
    records.push({ id, revision, purpose });
  }
  return new Set(records.map(({ id }) => id)).size === records.length ? records : null;
}

const isCounter = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= limits.counter;

const isText = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && value.length <= limits.name && pattern.test(value);

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
}
