import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysOf, makesVault } from './support/answers';
import { binanceKey } from './support/keys';
import { newPerson, type Person } from './support/person';

const root = process.getuid?.() === 0;

let person: Person;
let whole: string;
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  await makesVault(person);
  await person.json(['practice', 'fill']);
  whole = `${person.home}.whole`;
  cpSync(person.home, whole, { recursive: true, filter: isPlain });
});
beforeEach(() => {
  // One test takes away the right to write there.
  chmodSync(person.home, 0o700);
  rmSync(person.home, { recursive: true });
  cpSync(whole, person.home, { recursive: true });
  chmodSync(person.home, 0o700);
});
afterAll(() => person.leaves());

/** Not the sockets of locks. */
function isPlain(path: string): boolean {
  const found = statSync(path);
  return found.isFile() || found.isDirectory();
}

const newest = () => join(person.home, 'vault.keyhaven');
const generations = () =>
  readdirSync(person.home)
    .filter((name) => /^vault(\.\w+)?\.keyhaven$/.test(name))
    .map((name) => join(person.home, name));
const vaultBytes = () => generations().map((path) => readFileSync(path).toString('latin1'));

function flips(path: string, at: number) {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const damages: [string, () => void, string][] = [
  [
    'a flipped bit in every generation',
    () => generations().forEach((path) => flips(path, statSync(path).size >> 1)),
    'vault.corrupt',
  ],
  ['all cut in the middle', () => generations().forEach((path) => truncateSync(path, 900)), 'vault.corrupt'],
  ['all cut in their headers', () => generations().forEach((path) => truncateSync(path, 60)), 'vault.corrupt'],
  ['all empty', () => generations().forEach((path) => truncateSync(path, 0)), 'vault.corrupt'],
  [
    'something else in all',
    () => generations().forEach((path) => writeFileSync(path, 'a shopping list\n')),
    'vault.corrupt',
  ],
  [
    'a newer format',
    () =>
      generations().forEach((path) =>
        writeFileSync(path, readFileSync(path, 'latin1').replace('keyhaven-vault 1', 'keyhaven-vault 2'), 'latin1'),
      ),
    'vault.newer',
  ],
  ['the vault open to others', () => chmodSync(newest(), 0o644), 'vault.linked'],
  ['the data folder open to others', () => chmodSync(person.home, 0o755), 'vault.linked'],
];

describe('a damaged vault', () => {
  it.each(damages)('%s: named by its code, and not a byte of it is changed', async (_what, damage, code) => {
    damage();
    const before = vaultBytes();
    for (const args of [['list'], ['practice', 'fill']]) {
      expect((await person.failure(args)).code).toBe(code);
    }
    // Nor is a new vault made over it.
    expect(['vault.exists', code]).toContain((await person.failure(['init', '--mode', 'keychain'])).code);
    expect(vaultBytes()).toEqual(before);
  });

  it('ends with exit code 3 where it cannot be opened', async () => {
    generations().forEach((path) => truncateSync(path, 900));
    expect((await person.failure(['list'])).exit).toBe(3);
  });

  it('opens from the generation before, and says so', async () => {
    flips(newest(), 1_500);
    const { code, out, err } = await person.keyhaven(['list', '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as unknown[]).length).toBeGreaterThan(0);
    expect(err).toContain('The newest vault file is damaged');
  });

  it('is not looked for behind a link', async () => {
    rmSync(person.home, { recursive: true });
    symlinkSync(whole, person.home);
    expect((await person.failure(['list'])).code).toBe('vault.linked');
    rmSync(person.home);
    mkdirSync(person.home);
  });
});

const adds = () =>
  person.failure(['add', '--from', '-', '--no-test', '--label', 'One more'], {
    input: JSON.stringify({ exchange: 'binance', ...binanceKey('disk') }),
  });

describe('a disk that refuses', () => {
  it.skipIf(!root)(
    'full (a small tmpfs, which takes root): said as that, nothing is lost, and it goes on when there is room',
    async () => {
      const mount = () => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0700', 'tmpfs', person.home]);
      mount();
      try {
        cpSync(whole, person.home, { recursive: true });
        const before = vaultBytes();
        const filler = join(person.home, 'filler');
        try {
          writeFileSync(filler, Buffer.alloc(1_000_000));
        } catch {
          // Full, as it should be.
        }
        const refused = await adds();
        expect(['vault.diskFull', 'audit.unwritable']).toContain(refused.code);
        expect(vaultBytes()).toEqual(before);
        rmSync(filler);
        expect(await keysOf(person)).toHaveLength(4);
        expect(await person.json(['verify'])).toMatchObject({ whole: true });
      } finally {
        execFileSync('umount', [person.home]);
      }
    },
  );

  it.skipIf(!root)('read-only (a mount, since root ignores modes): said as that, and nothing is lost', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0700', 'tmpfs', person.home]);
    try {
      cpSync(whole, person.home, { recursive: true });
      const before = vaultBytes();
      execFileSync('mount', ['-o', 'remount,ro', person.home]);
      expect(await adds()).toMatchObject({ code: 'vault.readOnly', exit: 1 });
      expect(vaultBytes()).toEqual(before);
      execFileSync('mount', ['-o', 'remount,rw', person.home]);
      expect(await keysOf(person)).toHaveLength(4);
    } finally {
      execFileSync('umount', [person.home]);
    }
  });

  it.skipIf(root)('read-only by its mode (root ignores modes): said as that, and nothing is lost', async () => {
    const before = vaultBytes();
    chmodSync(person.home, 0o500);
    expect(await adds()).toMatchObject({ code: 'vault.readOnly', exit: 1 });
    expect(vaultBytes()).toEqual(before);
  });
});

describe('a damaged log', () => {
  const log = () => join(person.home, 'audit.log');

  it('is not whole: said with the line, exit code 5', async () => {
    const lines = readFileSync(log(), 'utf8').split('\n');
    writeFileSync(log(), lines.toSpliced(1, 1).join('\n'));
    const { code, out } = await person.keyhaven(['verify']);
    expect({ code, out }).toMatchObject({ code: 5, out: expect.stringMatching(/^not whole: .*line 2/) as string });
  });

  it('was only torn by a crash in its last line: repaired, recorded, and whole', async () => {
    writeFileSync(log(), `${readFileSync(log(), 'utf8')}{"sequence":99,"ti`);
    expect(await person.json(['verify'])).toMatchObject({ whole: true });
    expect((await person.keyhaven(['log', '--filter', 'repaired'])).out).toContain('audit.repaired');
  });
});

describe('after all of this', () => {
  it('there is no half-written file in the data folder', () => {
    expect(readdirSync(whole).filter((name) => name.startsWith('vault.new-'))).toEqual([]);
    expect(readdirSync(person.home).filter((name) => name.startsWith('vault.new-'))).toEqual([]);
  });
});
