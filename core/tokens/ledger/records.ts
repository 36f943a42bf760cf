import { z } from 'zod';
import { Decimal } from '../../base/decimals';
import { EndpointClass, Side } from '../policy/policy';
import { ledgerTroubles } from './trouble';

/** Everything that a line of the ledger can say (docs/ledger.md). Decimals as text, times in ms since 1970. */

const decimalText = z.string().refine((text) => Decimal.read(text) !== undefined);
const name = z.string().min(1).max(128);
const time = z.int().min(0);
const count = z.int().min(0);
const market = { venue: name, market: name };
/** Only where there are any: no line of before has it. */
const became = z.array(name).max(100).optional();
/** The same. */
const lost = z.literal(true).optional();
const head = z.tuple([count, z.string().length(43)]);

const Wish = z.strictObject({
  ...{ clientId: name, ...market, side: Side, amount: decimalText.nullable(), value: decimalText },
  ...{ currency: z.string().max(20), reduceOnly: z.boolean(), replaces: name.nullable() },
});

const kinds = {
  /** The first line of a file: `parts` lines follow that belong to it. */
  summary: {
    version: z.literal(1),
    why: z.enum(['begun', 'compacted', 'rekeyed', 'mended']),
    trouble: z.enum(ledgerTroubles).nullable(),
    heads: z.array(head).max(100),
    parts: count,
  },
  order: {
    ...{ token: name, clientId: name, ...market, side: Side, orderId: name.nullable(), placed: time, since: time },
    ...{ amount: decimalText.nullable(), least: decimalText.nullable(), filled: decimalText, value: decimalText },
    ...{ currency: z.string().max(20), edited: z.boolean(), replaces: name.nullable(), replacedBy: name.nullable() },
    state: z.enum(['reserved', 'open', 'unknown', 'done', 'rejected']),
    ...{ became, lost },
  },
  net: { token: name, ...market, net: decimalText },
  calls: {
    ...{ token: name, class: EndpointClass },
    ...{ exact: z.array(time), minutes: z.array(z.tuple([count, count])) },
  },
  signatures: { token: name, seen: z.array(z.tuple([name, time])) },

  reserved: { token: name, class: EndpointClass, signature: name, orders: z.array(Wish).max(100) },
  settled: {
    ...{ token: name, clientId: name, state: z.enum(['rejected', 'open', 'done', 'unknown']) },
    ...{ orderId: name.nullable(), filled: decimalText, became, lost },
  },
  counted: { token: name, class: EndpointClass, count },
  nonce: { credential: name, nonce: z.string().regex(/^\d{1,40}$/) },
  accepted: {},
} as const;

type Kinds = typeof kinds;
export type RecordOf<K extends keyof Kinds> = { readonly kind: K } & {
  readonly [F in keyof Kinds[K]]: Kinds[K][F] extends z.ZodType ? z.output<Kinds[K][F]> : never;
};
export type LedgerRecord = { [K in keyof Kinds]: RecordOf<K> }[keyof Kinds];

const link = { sequence: count, time: z.iso.datetime(), prev: z.string(), mac: z.string() };
type Shapes<T> = Record<keyof Kinds, z.ZodType<LedgerRecord & T>>;
const shapesWith = <T>(more: z.ZodRawShape) =>
  Object.fromEntries(
    Object.entries(kinds).map(([kind, shape]) => [kind, z.strictObject({ kind: z.literal(kind), ...shape, ...more })]),
  ) as unknown as Shapes<T>;
const bare = shapesWith<unknown>({});
type Link = z.output<z.ZodObject<typeof link>>;
type Line = LedgerRecord & Link;
const linked = shapesWith<Link>(link);

/** What could not be read again must not be written. */
export const isWritable = (record: LedgerRecord): boolean => bare[record.kind].safeParse(record).success;

/** Null for what is no line of this version. `known`: its mac fits, and this program wrote it, or read it when it opened the file. */
export function recordIn(text: string, known = false): { readonly record: LedgerRecord; readonly at: number } | null {
  try {
    const value = JSON.parse(text) as { kind?: unknown };
    const kind = Object.keys(kinds).find((one) => one === value.kind) as keyof Kinds | undefined;
    if (kind === undefined) return null;
    const line = known ? (value as unknown as Line) : linked[kind].safeParse(value).data;
    if (line === undefined) return null;
    // What chains a line is of that line alone, and must not go into another with what it says.
    const { sequence: _sequence, time: at, prev: _prev, mac: _mac, ...record } = line;
    return { record, at: Date.parse(at) };
  } catch {
    return null;
  }
}
