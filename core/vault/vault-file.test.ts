import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyhavenError } from '../base/failure';
import { instantOf } from '../base/instants';
import { systemRandomness } from '../base/random';
import { encodeBase64 } from './base64';
import { fileAfter, snapshotOf, type Content } from './change';
import { keyBytes, mac, sha256, subkey, wipe } from './cipher';
import { parseHeader, preambleOf, type Header } from './header';
import { argon2, limits } from './limits';
import { makeSlot, parseSlot, slotLine } from './slots';
import { openIndex, openSecret, parseFile } from './vault-file';
import { codeOf, secretBytes } from './vault.fixture';

const runs = process.env.KEYHAVEN_TEST_LONG === '1' ? 20_000 : 300;
const vaultId = 'kh0test0vault0000000000000';
const created = instantOf(Date.UTC(2026, 10, 24));
const preamble = preambleOf({ vaultId, created });
const dataKey = Buffer.alloc(keyBytes, 'kh-test-data-key');
const facts = { epoch: 0, recoveryConfirmed: false, wipedAt: 0, formerRoots: [], anchor: null };

let header: Header;
let file: Buffer;
let older: Buffer;

const contentOf = (bytes: Buffer): Content => {
  const parsed = parseFile(bytes);
  return { header: parsed.header, index: openIndex(parsed, dataKey), lines: parsed.secrets };
};
const saved = (
  before: Content,
  save: number,
  secrets: Record<string, Uint8Array>,
  rooms: Record<string, unknown> = {},
) =>
  fileAfter(
    before,
    {
      header: { ...before.header, save },
      facts,
      snapshot: snapshotOf({
        rooms,
        putSecrets: Object.entries(secrets).map(([id, plain]) => ({ id, purpose: 'test', plain })),
      }),
      dataKey,
    },
    systemRandomness,
  );

beforeAll(async () => {
  const root = Buffer.alloc(32, 'kh-test-root');
  const code = Buffer.alloc(20, 'kh-test-code');
  const made = { generation: 1, vaultId, preamble, dataKey };
  const main = {
    ...(await makeSlot({ ...made, kind: 'keychain' }, { root }, systemRandomness)),
    kind: 'keychain' as const,
  };
  const recovery = await makeSlot({ ...made, kind: 'recovery' }, { code }, systemRandomness);
  header = { vaultId, created, save: 1, main, recovery };
  const empty: Content = { header, index: { facts, records: [], rooms: {} }, lines: [] };
  older = saved(empty, 1, { one: secretBytes('one'), two: secretBytes('two') });
  file = saved(contentOf(older), 2, { two: secretBytes('changed') }, { credentials: ['one', 'two'] });
});
afterAll(() => {
  wipe(dataKey);
});

/** Reads everything there is in a file, as one who holds the data key would. */
function readAll(bytes: Buffer): void {
  const { header: found, index, lines } = contentOf(bytes);
  index.records.forEach((record, at) =>
    openSecret(record, lines[at] ?? Buffer.alloc(0), { vaultId: found.vaultId, dataKey }),
  );
}

/** Digest and MAC made anew over changed lines: what only a holder of the data key could forge. */
function resealed(lines: readonly string[]): Buffer {
  const body = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const digest = sha256(body);
  const endMac = mac(subkey(dataKey, vaultId, 'file'), digest);
  return Buffer.concat([body, Buffer.from(`end ${encodeBase64(digest)} ${encodeBase64(endMac)}\n`)]);
}

const linesOf = (bytes: Buffer) => bytes.toString().split('\n').slice(0, -2);
const at = (lines: readonly string[], word: string, nth = 0) =>
  lines.flatMap((line, n) => (line.startsWith(`${word} `) ? [n] : []))[nth] ?? -1;

describe('a vault file', () => {
  it('gives back any secret and any room', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[!-~]{1,20}$/), fc.uint8Array({ maxLength: 9000 }), { maxKeys: 5 }),
        fc.jsonValue(),
        (secrets, room) => {
          const ids = Object.keys(secrets);
          const { index, lines } = contentOf(saved(contentOf(file), 3, secrets, { grants: room }));
          expect(JSON.parse(index.rooms.grants ?? '')).toEqual(JSON.parse(JSON.stringify(room)));
          expect(index.rooms.credentials).toBe('["one","two"]');
          index.records.forEach((record, n) => {
            if (!ids.includes(record.id)) return;
            const plain = openSecret(record, lines[n] ?? Buffer.alloc(0), { vaultId, dataKey });
            expect(Buffer.compare(plain, secrets[record.id] ?? Buffer.alloc(0))).toBe(0);
          });
        },
      ),
      { numRuns: Math.ceil(runs / 10) },
    );
  });

  it('is refused when any one byte of it is another', ({ task }) => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (offset, flip) => {
        const changed = Buffer.from(file);
        changed[offset] = (changed[offset] ?? 0) ^ flip;
        expect(() => contentOf(changed)).toThrow(KeyhavenError);
      }),
      { numRuns: runs * 3 },
    );
    task.meta.figures = { 'changed files': runs * 3 };
  });

  it('is refused when any bit of its header is another', async ({ task }) => {
    const { end } = parseHeader(file);
    for (let bit = 0; bit < end * 8; bit += 1) {
      const changed = Buffer.from(file);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(['vault.corrupt', 'vault.newer']).toContain(await codeOf(() => parseFile(changed)));
    }
    task.meta.figures = { 'changed files': end * 8 };
  });

  it('is damaged, never shorter, wherever it is cut off', async ({ task }) => {
    for (let length = 0; length < file.length; length += 1)
      expect(await codeOf(() => parseFile(file.subarray(0, length)))).toBe('vault.corrupt');
    task.meta.figures = { 'cut files': file.length };
  });

  it('is refused when something stands after its end', async () => {
    expect(await codeOf(() => parseFile(Buffer.concat([file, Buffer.from('\n')])))).toBe('vault.corrupt');
    expect(await codeOf(() => parseFile(Buffer.concat([file, file])))).toBe('vault.corrupt');
  });

  it('shows the size of a secret only in steps', () => {
    const sizeOf = (length: number) => saved(contentOf(file), 3, { two: Buffer.alloc(length) }).length;
    expect(sizeOf(508)).toBe(sizeOf(0));
    expect(sizeOf(4092)).toBe(sizeOf(509));
    expect(sizeOf(509)).toBeGreaterThan(sizeOf(508));
  });

  it('never uses a nonce twice', () => {
    const again = saved(contentOf(older), 2, { two: secretBytes('changed') }, { credentials: ['one', 'two'] });
    const nonces = [file, again].flatMap((bytes) => {
      const { index, secrets } = parseFile(bytes);
      return [index.toString().slice(0, 16), ...secrets.map((line) => line.toString().slice(7, 23))];
    });
    // The secret that did not change is the same in both.
    expect(new Set(nonces).size).toBe(nonces.length - 1);
  });
});

describe('one who could make the digest and the MAC anew', () => {
  it('is believed when nothing else was changed (so that the refusals below mean something)', () => {
    expect(() => {
      readAll(resealed(linesOf(file)));
    }).not.toThrow();
  });

  it.each([
    [
      'swaps two secrets',
      () => {
        const lines = linesOf(file);
        const [one, two] = [at(lines, 'secret'), at(lines, 'secret', 1)];
        return lines.map((line, n) => (n === one ? (lines[two] ?? '') : n === two ? (lines[one] ?? '') : line));
      },
    ],
    [
      'puts an older version of a secret in its place',
      () => {
        const lines = linesOf(file);
        const before = linesOf(older);
        return lines.map((line, n) => (n === at(lines, 'secret', 1) ? (before[at(before, 'secret', 1)] ?? '') : line));
      },
    ],
    [
      'puts the index of an older save in its place',
      () => {
        const lines = linesOf(file);
        const before = linesOf(older);
        return lines.map((line, n) => (n === at(lines, 'index') ? (before[at(before, 'index')] ?? '') : line));
      },
    ],
    ['leaves a secret out', () => linesOf(file).filter((_, n) => n !== at(linesOf(file), 'secret'))],
    [
      'doubles a secret',
      () => linesOf(file).flatMap((line, n) => (n === at(linesOf(file), 'secret') ? [line, line] : [line])),
    ],
    ['changes the save’s number', () => linesOf(file).map((line) => line.replace(/^save 2$/, 'save 3'))],
    ['changes the date', () => linesOf(file).map((line) => line.replace('created 2026', 'created 2025'))],
    [
      'raises a slot’s generation',
      () => linesOf(file).map((line) => line.replace(/^slot recovery 1/, 'slot recovery 2')),
    ],
  ])('is refused when it %s', async (_, change) => {
    const forged = resealed(change());
    expect(
      await codeOf(() => {
        readAll(forged);
      }),
    ).toBe('vault.corrupt');
  });

  it('cannot leave a secret out or add one without the index telling', async () => {
    const lines = linesOf(file);
    for (const forged of [lines.slice(0, -1), [...lines, lines.at(-1) ?? '']])
      expect(await codeOf(() => openIndex(parseFile(resealed(forged)), dataKey))).toBe('vault.corrupt');
  });

  it('cannot move a secret into another vault', async () => {
    const { index, lines } = contentOf(file);
    const [record, line] = [index.records[0], lines[0]];
    if (!record || !line) throw new Error('the fixture has no secret');
    expect(await codeOf(() => openSecret(record, line, { vaultId: 'kh0test0other0000000000000', dataKey }))).toBe(
      'vault.corrupt',
    );
  });
});

describe('the header’s reader', () => {
  const isOurs = (bytes: Buffer) => {
    try {
      parseHeader(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(KeyhavenError);
    }
  };

  it('throws nothing but errors of ours, whatever it reads', ({ task }) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        isOurs(Buffer.from(bytes));
      }),
      { numRuns: runs },
    );
    const { end } = parseHeader(file);
    const words = fc.oneof(
      fc.string(),
      fc.constantFrom('slot', 'keychain', 'passphrase', 'argon2id', '-1', '1e9', '0x10', '999999999999', '==='),
    );
    fc.assert(
      fc.property(fc.nat(40), words, fc.constantFrom(' ', '\n'), (nth, word, between) => {
        const parts = file.toString('latin1', 0, end).split(between);
        parts[nth % parts.length] = word;
        isOurs(Buffer.from(parts.join(between), 'latin1'));
      }),
      { numRuns: runs * 3 },
    );
    task.meta.figures = { 'made-up headers': runs * 4 };
  });

  it('knows a newer format by its number alone', async () => {
    expect(await codeOf(() => parseHeader(Buffer.from('keyhaven-vault 2\n\0\xff')))).toBe('vault.newer');
    for (const first of [
      'keyhaven-vault 0',
      'keyhaven-vault 01',
      'keyhaven-vault 2 ',
      'keyhaven-vault two',
      'Keyhaven-vault 2',
    ])
      expect(await codeOf(() => parseHeader(Buffer.from(`${first}\n`)))).toBe('vault.corrupt');
  });

  it('reads no further than its limit', async () => {
    expect(await codeOf(() => parseHeader(Buffer.alloc(limits.header * 2, 'a')))).toBe('vault.corrupt');
  });
});

describe('a slot', () => {
  const wrapped = Buffer.alloc(60);
  const line = (cost: { memoryKib: number; passes: number; lanes: number }) =>
    slotLine({
      kind: 'passphrase',
      generation: 1,
      rootCheck: null,
      cost: { ...cost, salt: Buffer.alloc(16) },
      wrapped,
    }).trimEnd();

  it('is read as it was written', () => {
    expect(slotLine(parseSlot(line(argon2.written)))).toBe(`${line(argon2.written)}\n`);
    expect(slotLine(parseSlot(slotLine(header.main).trimEnd()))).toBe(slotLine(header.main));
  });

  // 2^32 KiB would be 4 TiB: the refusal comes at once, so nothing was derived.
  it.each([
    ['memoryKib', argon2.least.memoryKib - 1],
    ['memoryKib', argon2.most.memoryKib + 1],
    ['memoryKib', 2 ** 32 - 1],
    ['passes', argon2.least.passes - 1],
    ['passes', argon2.most.passes + 1],
    ['lanes', 0],
    ['lanes', argon2.most.lanes + 1],
  ])('with %s of %d is refused before any key work', async (name, value) => {
    expect(await codeOf(() => parseSlot(line({ ...argon2.written, [name]: value })))).toBe('vault.corrupt');
  });

  it.each([
    ['another key derivation', (text: string) => text.replace('argon2id', 'argon2i')],
    ['a word too many', (text: string) => `${text} x`],
    ['a number with a leading zero', (text: string) => text.replace(' 65536 ', ' 065536 ')],
    ['a kind of its own', (text: string) => text.replace('passphrase', 'fingerprint')],
    ['base64 without its padding', (text: string) => text.replace('== ', ' ')],
    ['base64 in another spelling', (text: string) => text.replace('A== ', 'B== ')],
  ])('with %s is refused', async (_, change) => {
    expect(await codeOf(() => parseSlot(change(line(argon2.written))))).toBe('vault.corrupt');
  });
});
