import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenedLedger } from './create-ledger';
import type { LedgerHead } from './ledger';
import { codeOf, createLedgerHome, wishOf } from './ledger.fixture';

let home: ReturnType<typeof createLedgerHome>;
let head: LedgerHead | null;
const token = 'token-a';
const isWindows = process.platform === 'win32';

/** A ledger with three orders of 10, closed; `head` is what the vault would know. */
beforeEach(async () => {
  home = createLedgerHome();
  const { ledger } = await home.open();
  for (const clientId of ['kh-1', 'kh-2', 'kh-3']) await ledger.reserve(wishOf(clientId, '10'));
  head = ledger.head();
  await ledger.close();
});
afterEach(() => {
  home.remove();
});

const placed = ({ ledger }: OpenedLedger) => ledger.usage(token).placed24h('USDT')?.toString();
const names = () =>
  readdirSync(home.folder)
    .map((name) => name.replace(/\d{17}-[0-9a-z]{26}/, '<time>'))
    .sort();
const lines = () => readFileSync(home.path, 'latin1').split('\n').slice(0, -1);
const write = (all: readonly string[]) => {
  writeFileSync(home.path, all.map((line) => `${line}\n`).join(''), 'latin1');
};
async function foundOnce(with_: LedgerHead | null = head) {
  const opened = await home.open({ head: with_ });
  await opened.ledger.close();
  return opened;
}

describe('a ledger that ends before the line that the vault knows', () => {
  it('is named, and nothing is reserved until that was accepted, over any number of restarts', async () => {
    write(lines().slice(0, -1));
    for (let round = 0; round < 2; round += 1) {
      const opened = await home.open({ head });
      expect(opened.trouble).toBe('rolledBack');
      expect(await codeOf(opened.ledger.reserve(wishOf('kh-9', '1')))).toBe('ledger.damaged');
      const usage = opened.ledger.usage(token);
      expect([usage.placed24h('USDT'), usage.open('USDT')]).toEqual([undefined, undefined]);
      expect(usage.calls('read.account', 1000)).toBe(Infinity);
      expect(opened.ledger.unsettled(token)).toHaveLength(2 - round);
      await opened.ledger.settle({ token, clientId: 'kh-2' }, { state: 'rejected' });
      await opened.ledger.close();
    }
    expect(names()).toEqual(['tokens.damaged-<time>.ledger', 'tokens.ledger']);

    const opened = await home.open({ head });
    await opened.ledger.accept();
    expect(placed(opened)).toBe('10');
    await opened.ledger.reserve(wishOf('kh-9', '1'));
    const after = opened.ledger.head();
    await opened.ledger.close();
    // The vault may not have been saved since.
    for (const known of [head, after]) expect((await foundOnce(known)).trouble).toBeNull();
    // And the damaged one does not come back unseen.
    write(lines().slice(0, -1));
    expect((await foundOnce(after)).trouble).toBe('rolledBack');
  });

  it('is named where there is no file any more', async () => {
    rmSync(home.path);
    const opened = await foundOnce();
    expect(opened.trouble).toBe('missing');
    expect(names()).toEqual(['tokens.ledger']);
    expect((await foundOnce()).trouble).toBe('missing');
  });

  it('is named where it is empty', async () => {
    truncateSync(home.path, 0);
    expect((await foundOnce()).trouble).toBe('rolledBack');
  });

  it('is named where another history has the same numbers, also when both were compacted', async () => {
    const copy = `${home.path}.copy`;
    copyFileSync(home.path, copy);
    const one = await home.open({ head });
    await one.ledger.reserve(wishOf('kh-4', '1'));
    const known = one.ledger.head();
    await one.ledger.close();

    renameSync(copy, home.path);
    const other = await home.open({ head });
    await other.ledger.reserve(wishOf('kh-5', '1'));
    await other.ledger.reserve(wishOf('kh-6', '1'));
    await other.ledger.close();
    copyFileSync(home.path, copy);
    expect((await foundOnce(known)).trouble).toBe('rolledBack');

    renameSync(copy, home.path);
    const compacted = await home.open({ head });
    compacted.ledger.head();
    await compacted.ledger.reserve(wishOf('kh-7', '1'));
    const newest = compacted.ledger.head();
    await compacted.ledger.compact();
    await compacted.ledger.close();
    expect((await foundOnce(newest)).trouble).toBeNull();
    expect((await foundOnce({ sequence: newest?.sequence ?? 0, mac: known?.mac ?? '' })).trouble).toBe('rolledBack');
  });
});

describe('a ledger of which something was changed', () => {
  it('is never taken for whole, whichever byte it is', { timeout: 120_000 }, async ({ task }) => {
    const whole = readFileSync(home.path);
    let changes = 0;
    for (let at = 0; at < whole.length; at += 7) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 7));
      writeFileSync(home.path, bytes);
      expect((await foundOnce()).trouble, `byte ${String(at)}`).not.toBeNull();
      changes += 1;
    }
    task.meta.figures = { changes };
  });

  it.each([
    ['a line removed', (all: string[]) => all.filter((_, n) => n !== 2)],
    ['two lines exchanged', ([a, b, c, ...rest]: string[]) => [a, c, b, ...rest]],
    ['a line repeated', ([a, b, ...rest]: string[]) => [a, b, b, ...rest]],
    ['the beginning cut off', (all: string[]) => all.slice(1)],
    ['an empty line', ([a, ...rest]: string[]) => [a, '', ...rest]],
  ])('is broken: %s', async (_, change) => {
    write(change(lines()).map((line) => line ?? ''));
    expect((await foundOnce()).trouble).toBe('broken');
    expect((await foundOnce()).ledger.unsettled(token).length).toBeGreaterThan(0);
  });

  it('keeps what can be read of it: lines after the break count too', async () => {
    write(lines().map((line, n) => (n === 2 ? line.replace('kh-2', 'kh-x') : line)));
    const opened = await foundOnce();
    expect(opened.trouble).toBe('broken');
    expect(opened.ledger.unsettled(token).map(({ clientId }) => clientId)).toEqual(['kh-1', 'kh-3']);
  });
});

describe('a last line that a crash tore', () => {
  it('is cut off wherever it was torn, and nothing before it is lost', async () => {
    const before = await home.open({ head });
    await before.ledger.reserve(wishOf('kh-4', '10'));
    await before.ledger.close();
    const whole = readFileSync(home.path);
    const start = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (let end = start + 1; end < whole.length; end += 11) {
      writeFileSync(home.path, whole.subarray(0, end));
      const opened = await home.open({ head });
      expect(opened).toMatchObject({ trouble: null, repair: 'torn line removed' });
      expect(placed(opened)).toBe('30');
      await opened.ledger.reserve(wishOf('kh-4', '10'));
      await opened.ledger.close();
      expect(await foundOnce()).toMatchObject({ trouble: null, repair: null });
    }
    writeFileSync(home.path, whole.subarray(0, -1));
    const opened = await home.open({ head });
    expect(opened).toMatchObject({ trouble: null, repair: 'line end added' });
    expect(placed(opened)).toBe('40');
    await opened.ledger.close();
  });

  it('of zeros, as some file systems leave them, is cut off as well', async () => {
    appendFileSync(home.path, Buffer.alloc(300));
    expect(await foundOnce()).toMatchObject({ trouble: null, repair: 'torn line removed' });
  });
});

describe('a file that is not ours', () => {
  it.skipIf(isWindows)('is refused: a link, a folder, a file that others may read', async () => {
    chmodSync(home.path, 0o644);
    expect(await codeOf(home.open({ head }))).toBe('ledger.foreign');
    chmodSync(home.path, 0o600);
    const elsewhere = `${home.path}.elsewhere`;
    renameSync(home.path, elsewhere);
    symlinkSync(elsewhere, home.path);
    expect(await codeOf(home.open({ head }))).toBe('ledger.foreign');
    rmSync(home.path);
    mkdirSync(home.path);
    expect(await codeOf(home.open({ head }))).toBe('ledger.foreign');
  });

  it('but another vault’s, met by a vault that knows of no line, is put aside', async () => {
    const opened = await home.open({ head: null, key: new Uint8Array(32).fill(9) });
    expect(opened).toMatchObject({ trouble: null, setAside: true });
    expect(placed(opened)).toBe('0');
    expect(opened.ledger.head()?.sequence).toBe(1);
    await opened.ledger.close();
    expect(names()).toEqual(['tokens.before-<time>.ledger', 'tokens.ledger']);
  });

  it('met by a vault that knows a line is a roll-back, never an empty beginning', async () => {
    const opened = await home.open({ head, key: new Uint8Array(32).fill(9) });
    expect(opened.trouble).toBe('broken');
    await opened.ledger.close();
  });
});

describe('a new key of the vault', () => {
  const key = new Uint8Array(32).fill(9);
  it('is the ledger’s too, with all that was reserved, and the old one opens it no more', async () => {
    const { ledger } = await home.open({ head });
    await Promise.all([ledger.rekey(key), ledger.reserve(wishOf('kh-4', '10'))]);
    await ledger.reserve(wishOf('kh-5', '10'));
    const known = ledger.head();
    await ledger.close();
    const opened = await home.open({ head: known, key });
    expect([opened.trouble, placed(opened)]).toEqual([null, '50']);
    await opened.ledger.close();
    expect((await foundOnce(known)).trouble).toBe('broken');
  });

  it('takes over a ledger that a crash left under the former one', async () => {
    const former = new Uint8Array(32).fill(7);
    for (let round = 0; round < 2; round += 1) {
      const opened = await home.open({ head, key, formerKeys: [new Uint8Array(32).fill(3), former] });
      expect([opened.trouble, placed(opened)]).toEqual([null, '30']);
      await opened.ledger.close();
    }
    const opened = await home.open({ head, key });
    expect([opened.trouble, placed(opened)]).toEqual([null, '30']);
    await opened.ledger.close();
  });
});
