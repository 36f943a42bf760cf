import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionBusPaths, socketPaths, systemBusPaths } from './address';
import { decode } from './decode';
import { encode } from './encode';
import { decodeMessage, encodeMessage, kinds, messageLength } from './message';
import { deepest, parseSignature, Variant } from './types';

/** Any type with a value of it. */
const basics: Record<string, fc.Arbitrary<unknown>> = {
  y: fc.integer({ min: 0, max: 255 }),
  b: fc.boolean(),
  n: fc.integer({ min: -32_768, max: 32_767 }),
  q: fc.integer({ min: 0, max: 65_535 }),
  i: fc.integer(),
  u: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  x: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  t: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  d: fc.double({ noNaN: true }),
  s: fc.string({ unit: 'grapheme', maxLength: 400 }).filter((text) => !text.includes('\0')),
  o: fc.constantFrom('/', '/org/freedesktop/DBus', '/a_1/B'),
  g: fc.constantFrom('', 's', 'a{sv}', '(ii)'),
};
type Typed = { signature: string; value: unknown };
const basic = fc
  .constantFrom(...Object.keys(basics))
  .chain((code) => basics[code]!.map((value): Typed => ({ signature: code, value })));
const { any } = fc.letrec<{ any: Typed }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    basic,
    fc.array(tie('any'), { minLength: 1, maxLength: 4 }).map((parts) => ({
      signature: `(${parts.map(({ signature }) => signature).join('')})`,
      value: parts.map(({ value }) => value),
    })),
    fc
      .tuple(tie('any'), fc.integer({ min: 0, max: 3 }))
      .map(([{ signature, value }, count]) => ({ signature: `a${signature}`, value: Array(count).fill(value) })),
    fc.tuple(fc.constantFrom('s', 'u'), tie('any')).chain(([key, of]) =>
      fc.uniqueArray(basics[key]!, { maxLength: 3 }).map((keys) => ({
        signature: `a{${key}${of.signature}}`,
        value: new Map(keys.map((name) => [name, of.value])),
      })),
    ),
    tie('any').map(({ signature, value }) => ({ signature: 'v', value: new Variant(signature, value) })),
  ),
}));

describe('what is written', () => {
  it('is read as it was, whatever its types', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (parts) => {
        const signature = parts.map((part) => part.signature).join('');
        fc.pre(signature.length <= 255);
        const values = parts.map(({ value }) => value);
        expect(decode(signature, encode(signature, values))).toEqual(values);
      }),
    );
  });

  // Source: D-Bus Specification 0.43, "Marshaling", the examples in the text.
  it.each([
    ['s', ['foo'], '03000000 666f6f00'],
    ['s', ['+'], '01000000 2b00'],
    ['s', ['bar'], '03000000 62617200'],
    ['v', [new Variant('i', 42)], '01 6900 00 2a000000'],
    // "An array with one 64-bit integer 5": the length counts the item, not the space before it.
    ['ax', [[5n]], '08000000 00000000 05000000 00000000'],
    ['yu', [1, 2], '01 000000 02000000'],
    ['a{sv}', [new Map([['a', new Variant('b', true)]])], '10000000 00000000 01000000 6100 01 6200 000000 01000000'],
  ])('has the bytes of the specification: %s %o', (signature, values, bytes) => {
    expect(encode(signature, values).toString('hex')).toBe(bytes.replaceAll(' ', ''));
  });

  it.each([
    ['y', [256]],
    ['i', [2 ** 31]],
    ['u', [-1]],
    ['u', [1.5]],
    ['t', [-1n]],
    ['s', ['a\0b']],
    ['o', ['no/path']],
    ['(ii)', [[1]]],
    ['s', []],
    ['b', ['yes']],
  ])('is never a value that its type cannot hold: %s %o', (signature, values) => {
    expect(() => encode(signature, values)).toThrow();
  });
});

describe('a message', () => {
  const hello = {
    type: kinds.call,
    serial: 1,
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'Hello',
    destination: 'org.freedesktop.DBus',
  };
  // What dbus-send of libdbus 1.14.10 sends first on every connection, taken off a socket.
  const bytes = `6c01000100000000010000006e000000
    01016f00150000002f6f72672f667265656465736b746f702f4442757300000006017300140000006f72672e667265656465736b746f702e44427573
    0000000002017300140000006f72672e667265656465736b746f702e4442757300000000030173000500000048656c6c6f000000`.replace(
    /\s/g,
    '',
  );

  it('is written as the reference library writes it', () => {
    expect(encodeMessage(hello).toString('hex')).toBe(bytes);
  });

  it('is read with every header field, also from a big-endian program', () => {
    expect(decodeMessage(Buffer.from(bytes, 'hex'))).toMatchObject(hello);
    // A signal `a.b.C(uint32 7)` from :1.2 on /x, written by hand from the specification.
    const big = `42040001000000040000000900000047
      01016f00000000022f78000000000000 0201730000000003612e620000000000 03017300000000014300000000000000
      07017300000000043a312e3200000000 08016700017500 00 00000007`.replace(/\s/g, '');
    expect(decodeMessage(Buffer.from(big, 'hex'))).toMatchObject({
      ...{ type: kinds.signal, serial: 9, path: '/x', interface: 'a.b', member: 'C', sender: ':1.2' },
      body: [7],
    });
  });

  it('is refused by its own word where it is longer than any bus carries, before anything is kept for it', () => {
    const header = Buffer.from(bytes, 'hex');
    header.writeUInt32LE(128 * 1024 * 1024, 4);
    expect(() => messageLength(header.subarray(0, 16))).toThrow('tooBig');
    header.writeUInt32LE(0, 4);
    header.writeUInt32LE(0xffff_ffff, 12);
    expect(() => messageLength(header.subarray(0, 16))).toThrow('tooBig');
    expect(messageLength(header.subarray(0, 15))).toBe(null);
  });

  it('that was changed on its way is read as another one or refused, and never anything else', () => {
    const signal = encodeMessage({
      ...{ type: kinds.signal, serial: 3, path: '/x', interface: 'a.b', member: 'C', signature: 'sa{sv}as' },
      body: ['text', new Map([['key', new Variant('(ib)', [1, true])]]), ['one', 'two']],
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(signal.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (edits) => {
          const changed = Buffer.from(signal);
          for (const [at, byte] of edits) changed[at] = byte;
          try {
            decodeMessage(changed);
          } catch (error) {
            expect((error as Error).name).toBe('BusError');
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a bus that means ill', () => {
  it('gets no memory for lengths that it only claims', () => {
    const claims = Buffer.alloc(8);
    claims.writeUInt32LE(0xffff_fff0, 0);
    for (const signature of ['ay', 'as', 's', 'o']) expect(() => decode(signature, claims)).toThrow('malformed');
  });

  it('cannot send us into a hole of variants in variants', () => {
    const hole = Buffer.concat([
      ...Array.from({ length: 4000 }, () => Buffer.from('\x01v\0')),
      Buffer.from('\x01y\0\x01'),
    ]);
    expect(() => decode('v', hole)).toThrow('too deep');
    expect(() => parseSignature(`${'a'.repeat(deepest + 2)}y`)).toThrow('too deep');
  });

  it.each(['(', 'a', 'a{vs}', 'a{s}', 'a{sii}', '()', '{ss}', 'h', 'z', 'y'.repeat(256)])(
    'is not followed into the signature %s',
    (signature) => {
      expect(() => parseSignature(signature)).toThrow('malformed');
    },
  );
});

describe('a bus’s address', () => {
  it('is a path, in whatever way it is written', () => {
    expect(socketPaths('unix:path=/run/user/1000/bus,guid=abc', undefined)).toEqual(['/run/user/1000/bus']);
    expect(socketPaths('unix:guid=1,path=/tmp/a%20b;unix:path=/c', undefined)).toEqual(['/tmp/a b', '/c']);
    expect(socketPaths('unix:runtime=yes', '/run/user/1')).toEqual(['/run/user/1/bus']);
  });

  it.each([
    'disabled:',
    'autolaunch:',
    'tcp:host=localhost,port=1',
    'unix:abstract=/tmp/x',
    'unix:path=%zz',
    '',
    ':;:',
  ])('that we cannot follow is none: %s', (address) => {
    expect(socketPaths(address, '/run')).toEqual([]);
  });

  it('is looked for where the system says, and else where it is by custom', () => {
    expect(sessionBusPaths({ XDG_RUNTIME_DIR: '/run/user/1' })).toEqual(['/run/user/1/bus']);
    expect(sessionBusPaths({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/s', XDG_RUNTIME_DIR: '/r' })).toEqual(['/s']);
    expect(systemBusPaths({ DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/s' })).toEqual(['/s']);
    expect(systemBusPaths({})).toContain('/run/dbus/system_bus_socket');
  });
});
