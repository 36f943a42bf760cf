import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rights } from '../contract/words';
import { accepts } from './accepts';
import { CredentialRoom } from './record';

const at = '2026-11-24T06:00:00.000Z';
const report = {
  asked: at,
  rights: Object.fromEntries(rights.map((right) => [right, 'no'])),
  granularity: 'exact',
  ip: { state: 'restricted', list: ['203.0.113.7'] },
  created: at,
  expires: 'never',
  tradingLapses: null,
  lastUsed: null,
  remarks: ['kh-test-remark'],
  evidence: [{ endpoint: 'GET /kh-test', at }],
};
const diagnosis = { code: 'clockOff', text: 'kh-test', next: 'kh-test', clockOffMs: 90_000 };
const room = {
  version: 1,
  salt: Buffer.alloc(32).toString('base64'),
  credentials: [report, null].map((lastReport, index) => ({
    id: String(index).repeat(26),
    exchange: 'practice:binance',
    label: 'kh-test-label ₿',
    account: '',
    purpose: 'spotBot',
    tags: ['kh-test'],
    notes: '',
    added: at,
    keyEnding: 'abcd',
    keyFingerprint: 'ab'.repeat(32),
    fields: ['apiKey', 'secret'],
    lastReport,
    lastTest: { at, diagnosis: lastReport === null ? diagnosis : null },
  })),
};

type Path = readonly string[];

/** The ways to every value inside, the whole included. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([name, child]) => pathsOf(child, [...path, name]))];
}

function changed(value: unknown, [name, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (name === undefined) return change(value);
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  const next = changed(copy[name], rest, change);
  if (next === gone) Reflect.deleteProperty(copy, name);
  else copy[name] = next;
  return copy;
}

const gone = Symbol('no longer there');
const oddValues = fc.constantFrom<unknown>(
  ...[gone, null, true, 0, -1, 1.5, 2 ** 60, '', ' ', ' x', 'x '.repeat(3000), [], {}, ['x'], { x: 1 }],
  ...['never', 'spotBot', 'yes', at, '2026-02-30T00:00:00.000Z', '2026-11-24T06:00:00Z', 'AB'.repeat(32), 'AAAA'],
);

const acceptsRoom = accepts(CredentialRoom);

describe('what is accepted at a look', () => {
  it('is a room as Keyhaven saves it', () => {
    expect(CredentialRoom.safeParse(room)).toMatchObject({ success: true, data: room });
    expect(acceptsRoom(room)).toBe(true);
  });

  it('is exactly what the schema accepts and leaves as it is, whatever is put into a room', () => {
    const paths = pathsOf(room);
    fc.assert(
      fc.property(fc.constantFrom(...paths), oddValues, (path, odd) => {
        const damaged: unknown = JSON.parse(JSON.stringify([changed(room, path, () => odd)]))[0];
        const { success, data } = CredentialRoom.safeParse(damaged);
        const unchanged = success && JSON.stringify(data) === JSON.stringify(damaged);
        expect(acceptsRoom(damaged)).toBe(unchanged);
      }),
      { numRuns: 3000 },
    );
  });

  it('has no field that the schema does not know, however deep', () => {
    const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
    let tried = 0;
    for (const path of pathsOf(room)) {
      const more = changed(room, path, (old) => {
        if (!isObject(old)) return old;
        tried += 1;
        return { ...(old as object), more: 1 };
      });
      expect(acceptsRoom(more)).toBe(JSON.stringify(more) === JSON.stringify(room));
    }
    expect(tried).toBeGreaterThan(5);
    expect(acceptsRoom(JSON.parse(JSON.stringify(room).replace('"salt"', '"__proto__":{},"salt"')))).toBe(false);
  });
});

describe('a schema with a rule of its own', () => {
  it.each([
    [z.strictObject({ a: z.string() }).refine(() => false), { a: 'x' }],
    [z.string().refine(() => false), 'x'],
    [z.array(z.string()).refine(() => false), ['x']],
    [
      z
        .string()
        .nullable()
        .refine(() => false),
      null,
    ],
    [z.string().transform((text) => `${text}!`), 'x'],
    [z.record(z.string(), z.string()).refine(() => false), { a: 'x' }],
    [z.coerce.string(), 1],
    [z.base64(), 'AAA'],
    [z.object({ a: z.string() }), { a: 'x', b: 'dropped' }],
  ] as const)('is never passed over (%#)', (schema, value) => {
    expect(accepts(schema)(value)).toBe(false);
  });
});
