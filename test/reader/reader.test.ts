import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { systemRandomness } from '../../core/base/random';
import { openModes, type OpenMode } from '../../core/contract/words';
import { createKeychain } from '../../core/keychain/keychain';
import { createVault } from '../../core/vault/create-vault';
import { figure } from '../support/figure';
import { memoryKeychain } from '../support/world';
import { everyByteInPython, python, readInPython, refusalInPython, type Opens } from './python';

const fixtures = fileURLToPath(new URL('../fixtures/vault/', import.meta.url));
const fixture = (name: string) => join(fixtures, name);
const vectors = JSON.parse(readFileSync(fixture('vectors.json'), 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'keyhaven-reader-'));
const passphrase = 'kh-test-passphrase ünïcode';

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** What opens a vault's mode, as a person has it at hand: the passphrase typed, the one entry of the keychain. */
function opensOf(typed: string | null, entries: Iterable<string>): Opens {
  const [keychainKey] = entries;
  return { ...(typed !== null && { passphrase: typed }), ...(keychainKey !== undefined && { keychainKey }) };
}

function written(name: string, bytes: Uint8Array | string): string {
  const path = join(scratch, name);
  writeFileSync(path, bytes);
  return path;
}

/** A golden vault with another text in its header, and a digest that fits the change, which anyone can compute. */
function altered(name: string, from: string, to: string): string {
  const text = readFileSync(fixture(name), 'latin1').replace(from, to);
  const end = text.lastIndexOf('end ');
  const digest = createHash('sha256').update(text.slice(0, end), 'latin1').digest('base64');
  const mac = text.slice(end).split(' ')[2] ?? '';
  return written(`altered-${name}`, `${text.slice(0, end)}end ${digest} ${mac}`);
}

/** A vault with secrets of every padded length at its edges, saved twice, with one secret replaced and one removed. */
async function newVault(mode: OpenMode) {
  const folder = join(scratch, `home-${mode}`);
  const port = memoryKeychain();
  const vault = createVault({
    folder,
    keychain: createKeychain({ port, randomness: systemRandomness }),
    clock: systemClock,
    randomness: systemRandomness,
    holder: 'a test',
  });
  const typed = mode === 'keychain' ? null : passphrase;
  const { recoveryCode } = await vault.create({ mode, ...(typed !== null && { passphrase: typed }) });
  const secrets = new Map([0, 1, 508, 509, 4092, 4093, 65_532].map((length) => [`s${length}`, 'x'.repeat(length)]));
  const put = (id: string, text: string) => ({ id, purpose: 'credential/binance', plain: Buffer.from(text) });
  await vault.save({
    rooms: { credentials: { list: ['kh-test-label ₿'] }, rotation: null },
    putSecrets: [...Array.from(secrets, ([id, text]) => put(id, text)), put('gone', 'kh-test-gone')],
  });
  secrets.set('s1', 'kh-test-replaced ü');
  await vault.save({ putSecrets: [put('s1', secrets.get('s1') ?? '')], removeSecrets: ['gone'] });
  await vault.lock();
  return {
    file: join(folder, 'vault.keyhaven'),
    secrets: Object.fromEntries(secrets),
    ways: [opensOf(typed, port.entries.values()), { recoveryCode }] as const,
  };
}

describe.skipIf(python === undefined)('a reader in Python (3.9 or newer, with cryptography and argon2)', () => {
  describe.each(Object.keys(vectors))('of the golden vault %s', (name) => {
    const vector = vectors[name];
    const ways = {
      'as it was made to': opensOf(vector.passphrase, Object.values<string>(vector.keychain)),
      'with its recovery code': { recoveryCode: vector.recoveryCode },
    };

    it.each(Object.entries(ways))('opens it %s and finds what Keyhaven kept', (_way, opens) => {
      const found = readInPython(fixture(name), opens);
      expect(found).toMatchObject({ vaultId: vector.vaultId, save: vector.save, mode: vector.mode });
      expect(found.facts).toEqual(vector.facts);
      expect(found.rooms).toEqual(vector.rooms);
      expect(found.records).toEqual(
        vector.secrets.map(({ id, revision, purpose }: Record<string, unknown>) => ({ id, revision, purpose })),
      );
      for (const { id, text } of vector.secrets) expect(found.secrets[id]).toBe(text);
    });
  });

  it('shows no secret that was not asked for', () => {
    const opens = { recoveryCode: vectors['v1-keychain.vault'].recoveryCode };
    expect(readInPython(fixture('v1-keychain.vault'), opens, []).secrets).toEqual({});
    expect(Object.keys(readInPython(fixture('v1-keychain.vault'), opens, ['--secret', 'one']).secrets)).toEqual([
      'one',
    ]);
  });

  it.each(openModes)('opens a vault that Keyhaven makes today (%s)', async (mode) => {
    const { file, secrets, ways } = await newVault(mode);
    for (const opens of ways) {
      const found = readInPython(file, opens);
      expect(found).toMatchObject({ mode, save: 3, facts: { recoveryConfirmed: false, wipedAt: 3 } });
      expect(found.rooms).toEqual({ credentials: { list: ['kh-test-label ₿'] }, rotation: null });
      expect(found.secrets).toEqual(secrets);
    }
  });

  it('opens every kept generation after the passphrase was changed, and what a new data key leaves', async () => {
    const folder = join(scratch, 'home-changed');
    const keychain = createKeychain({ port: memoryKeychain(), randomness: systemRandomness });
    const vault = createVault({ folder, keychain, clock: systemClock, randomness: systemRandomness, holder: 'a test' });
    await vault.create({ mode: 'passphrase', passphrase });
    for (const id of ['one', 'two', 'three'])
      await vault.save({ putSecrets: [{ id, purpose: 'test', plain: Buffer.from(`kh-test-${id}`) }] });
    const opens = { passphrase: 'kh-test-changed passphrase' };
    await vault.changeOpening({ mode: 'passphrase', ...opens });
    for (const name of ['vault.keyhaven', 'vault.previous.keyhaven', 'vault.hour.keyhaven'])
      expect(readInPython(join(folder, name), opens)).toMatchObject({ mode: 'passphrase' });
    await vault.renewDataKey(opens);
    const { secrets, facts } = readInPython(join(folder, 'vault.keyhaven'), opens);
    expect(secrets).toMatchObject({ one: 'kh-test-one', two: 'kh-test-two', three: 'kh-test-three' });
    expect(JSON.parse(String(secrets['vault.history']))).toMatchObject({
      changes: [{ anew: 'way' }, { anew: 'all' }],
      auditKeys: [{ upTo: 0 }],
    });
    expect(facts).toMatchObject({ epoch: 2 });
    await vault.lock();
  });

  it('refuses a vault with any byte changed, and one that was cut anywhere', () => {
    const name = 'v1-passphrase.vault';
    const found = everyByteInPython(fixture(name), { recoveryCode: vectors[name].recoveryCode });
    const { bytes, beforeEnd } = found as { bytes: number; beforeEnd: number };
    expect(bytes).toBe(readFileSync(fixture(name)).length);
    const refused = (counts: Record<string, number>) =>
      Object.entries(counts).reduce((sum, [code, count]) => (code === 'opened' ? sum : sum + count), 0);
    expect(found).toMatchObject({ untouched: { opened: 2 } });
    const { flipped, flippedWithDigest, cut } = found as Record<string, Record<string, number>>;
    expect(refused(flipped ?? {})).toBe(bytes);
    expect(refused(flippedWithDigest ?? {})).toBe(beforeEnd);
    expect(cut).toEqual({ damaged: bytes });
    figure('changed files', bytes + beforeEnd);
    figure('cut files', bytes);
  });

  it('names a newer format as one, and reads nothing else of it', () => {
    const file = written('newer', 'keyhaven-vault 2\nanything at all');
    expect(refusalInPython(file, {})).toMatchObject({ code: 'newer' });
  });

  it.each([
    ['memory', ' 65536 3 4 ', ' 1048577 3 4 '],
    ['memory', ' 65536 3 4 ', ' 65535 3 4 '],
    ['passes', ' 65536 3 4 ', ' 65536 2 4 '],
    ['passes', ' 65536 3 4 ', ' 65536 17 4 '],
    ['lanes', ' 65536 3 4 ', ' 65536 3 17 '],
  ])('refuses costs beyond the bounds before it derives a key (%s)', (which, from, to) => {
    const name = 'v1-passphrase.vault';
    expect(refusalInPython(altered(name, from, to), { passphrase: vectors[name].passphrase })).toEqual({
      code: 'damaged',
      message: `argon2id's ${which} is out of bounds`,
    });
  });

  it('tells what does not open a vault from damage', () => {
    const { recoveryCode } = vectors['v1-passphrase.vault'];
    const closed = { code: 'closed' };
    const both = fixture('v1-keychainAndPassphrase.vault');
    expect(refusalInPython(fixture('v1-passphrase.vault'), { passphrase: 'kh-test-wrong' })).toMatchObject(closed);
    expect(refusalInPython(fixture('v1-keychain.vault'), { recoveryCode })).toMatchObject(closed);
    expect(refusalInPython(both, { passphrase: vectors['v1-passphrase.vault'].passphrase })).toMatchObject(closed);
    const foreign = Object.values<string>(vectors['v1-keychain.vault'].keychain)[0] ?? '';
    expect(refusalInPython(both, { passphrase: 'kh-test-any', keychainKey: foreign })).toEqual({
      code: 'closed',
      message: "the keychain's key is not this vault's",
    });
  });
});
