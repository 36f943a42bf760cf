import { copyFileSync, readFileSync, renameSync, statSync } from 'node:fs';
import fs from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Decimal } from '../../base/decimals';
import { dayMs, hourMs, minuteMs } from '../../base/instants';
import type { Usage } from '../decision/decision';
import type { Ledger, OrderToReserve, Outcome } from './ledger';
import { btc, codeOf, createLedgerHome, wishOf } from './ledger.fixture';

let home: ReturnType<typeof createLedgerHome>;
let ledger: Ledger;
beforeEach(async () => {
  home = createLedgerHome();
  ({ ledger } = await home.open());
});
afterEach(async () => {
  await ledger.close();
  home.remove();
});

const token = 'token-a';
const key = (clientId: string) => ({ token, clientId });
const ref = (clientId: string | null, orderId: string | null = null) => ({ market: btc, clientId, orderId });
const amount = (text: string) => Decimal.of(text);
const done = (filled: string): Outcome => ({ state: 'done', orderId: 'x-1', filled: amount(filled) });
const open = (filled: string): Outcome => ({ state: 'open', orderId: 'x-1', filled: amount(filled) });
const money = (usage: Usage = ledger.usage(token)) => [
  usage.placed24h('USDT')?.toString(),
  usage.open('USDT')?.toString(),
];
async function reopen(): Promise<void> {
  const head = ledger.head();
  await ledger.close();
  const opened = await home.open({ head });
  expect(opened.trouble).toBeNull();
  ({ ledger } = opened);
}

describe('a reservation', () => {
  it('is on the disk when it resolves, in a file for its owner alone', async () => {
    const { sequence, orders } = await ledger.reserve(wishOf('kh-1', '250'));
    expect(orders).toEqual([key('kh-1')]);
    expect(ledger.head()?.sequence).toBe(sequence);
    expect(readFileSync(home.path, 'utf8')).toContain('"clientId":"kh-1"');
    if (process.platform !== 'win32') expect(statSync(home.path).mode & 0o777).toBe(0o600);
    await reopen();
    expect(money()).toEqual(['250', '250']);
    expect(ledger.order(token, ref('kh-1'))).toMatchObject({ state: 'unknown', ...key('kh-1') });
  });

  it('shares its sync with all that come while one is under way', async ({ task }) => {
    const before = home.counts.syncs;
    const all = Array.from({ length: 100 }, (_, n) => ledger.reserve(wishOf(`kh-${String(n)}`, '1')));
    const sequences = (await Promise.all(all)).map(({ sequence }) => sequence);
    const syncs = home.counts.syncs - before;
    task.meta.figures = { reservations: 100, syncs };
    expect(syncs).toBeLessThanOrEqual(2);
    expect(new Set(sequences).size).toBe(100);
    await reopen();
    expect(money()).toEqual(['100', '100']);
  });

  it('is seen by the decision on the next, whether or not the disk has it yet', async () => {
    const decided = (orders: readonly OrderToReserve[]) => (usage: Usage) => {
      if (usage.open('USDT')?.plus(amount('250')).exceeds(amount('1000')) !== false) throw new Error('max-open');
      return orders;
    };
    const wishes = Array.from({ length: 10 }, (_, n) => wishOf(`kh-${String(n)}`, '250'));
    const all = wishes.map((wish) =>
      ledger.reserve({ ...wish, orders: decided(wish.orders) }).then(
        () => 'reserved',
        (error: unknown) => (error as Error).message,
      ),
    );
    expect((await Promise.all(all)).filter((one) => one === 'reserved')).toHaveLength(4);
    expect(money()).toEqual(['1000', '1000']);
    await reopen();
    expect(money()).toEqual(['1000', '1000']);
  });

  it('is refused where its signature was let through before, also at the same moment and after a restart', async () => {
    const wish = wishOf('kh-1', '10');
    const again = { ...wish, orders: wishOf('kh-2', '10').orders };
    expect(await Promise.all([codeOf(ledger.reserve(wish)), codeOf(ledger.reserve(again))])).toEqual([
      ...['done', 'ledger.replay'],
    ]);
    const cancel = { token, class: 'trade.cancel' as const, signature: 'c'.repeat(64), orders: [] };
    await ledger.reserve(cancel);
    await reopen();
    expect(await codeOf(ledger.reserve(again))).toBe('ledger.replay');
    expect(await codeOf(ledger.reserve(cancel))).toBe('ledger.replay');
    expect(ledger.seen(token, wish.signature)).toBe(true);
    expect(ledger.seen('token-b', wish.signature)).toBe(false);
    expect(money()).toEqual(['10', '10']);
    await home.pass(11 * minuteMs - 1);
    expect(ledger.seen(token, wish.signature)).toBe(true);
    await home.pass(1);
    expect(ledger.seen(token, wish.signature)).toBe(false);
  });

  it('is refused where the token used that order id before, also twice in one request', async () => {
    expect(
      await Promise.all([codeOf(ledger.reserve(wishOf('kh-1', '10'))), codeOf(ledger.reserve(wishOf('kh-1', '10')))]),
    ).toEqual(['done', 'ledger.clientIdUsed']);
    const twice = wishOf('kh-2', '10');
    expect(await codeOf(ledger.reserve({ ...twice, orders: [...twice.orders, ...twice.orders] }))).toBe(
      'ledger.clientIdUsed',
    );
    await reopen();
    expect(await codeOf(ledger.reserve(wishOf('kh-1', '10')))).toBe('ledger.clientIdUsed');
    expect(await codeOf(ledger.reserve(wishOf('kh-1', '10', { token: 'token-b' })))).toBe('done');
    expect(money()).toEqual(['10', '10']);
  });

  it('of many orders is of all or of none', async () => {
    const [first, second] = [wishOf('kh-1', '10'), wishOf('kh-2', '20')];
    await ledger.reserve({ ...first, orders: [...first.orders, ...second.orders] });
    const [third, used] = [wishOf('kh-3', '40'), wishOf('kh-2', '80')];
    expect(await codeOf(ledger.reserve({ ...third, orders: [...third.orders, ...used.orders] }))).toBe(
      'ledger.clientIdUsed',
    );
    expect(money()).toEqual(['30', '30']);
    expect(ledger.order(token, ref('kh-3'))).toBeUndefined();
  });

  it('that could not be read again is not written', async () => {
    expect(await codeOf(ledger.reserve(wishOf('x'.repeat(129), '10')))).toBe('argument.invalid');
    const wish = wishOf('kh-1', '10');
    const huge = Decimal.of('9'.repeat(60)).times(Decimal.of('10'));
    const orders = wish.orders.map((order) => ({ ...order, value: huge }));
    expect(await codeOf(ledger.reserve({ ...wish, orders }))).toBe('argument.invalid');
    expect(money()).toEqual(['0', '0']);
  });
});

describe('a disk that takes nothing', () => {
  it.each(['write', 'sync'] as const)('lets nothing through and changes no budget (%s)', async (what) => {
    await ledger.reserve(wishOf('kh-1', '100'));
    home.faults[what] = true;
    const wishes = [wishOf('kh-2', '50'), wishOf('kh-3', '50', { replaces: ref('kh-1') })];
    const inPlace = wishOf('kh-1', '500', { replaces: ref('kh-1') });
    const all = [...wishes, inPlace].map((wish) => codeOf(ledger.reserve(wish)));
    expect(money()).toEqual(['600', '550']);
    expect(await Promise.all(all)).toEqual(Array(3).fill('ledger.unwritable'));
    expect(money()).toEqual(['100', '100']);
    expect(ledger.usage(token).calls('trade.create', dayMs)).toBe(1);
    expect(ledger.seen(token, wishes[0]?.signature ?? '')).toBe(false);
    expect(await codeOf(ledger.settle(key('kh-1'), { state: 'rejected' }))).toBe('ledger.unwritable');
    expect(await codeOf(ledger.nonce('key-1', 5n))).toBe('ledger.unwritable');
    expect(money()).toEqual(['100', '100']);

    home.faults[what] = false;
    await Promise.all(wishes.map((wish) => ledger.reserve(wish)));
    await ledger.settle(key('kh-1'), done('0'));
    expect(money()).toEqual(['100', '100']);
    await reopen();
    expect(money()).toEqual(['100', '100']);
  });

  it('loses no call that was counted and not synced when a sync fails', async () => {
    ledger.count(token, 'read.account');
    await home.pass(1000);
    home.faults.sync = true;
    expect(await codeOf(ledger.reserve(wishOf('kh-1', '10')))).toBe('ledger.unwritable');
    home.faults.sync = false;
    await ledger.reserve(wishOf('kh-2', '10'));
    await reopen();
    expect(ledger.usage(token).calls('read.account', dayMs)).toBe(1);
    expect(money()).toEqual(['10', '10']);
  });
});

describe('what an exchange answers', () => {
  const lines = () => readFileSync(home.path, 'utf8').trimEnd().split('\n');
  const kinds = () => lines().map((line) => (JSON.parse(line) as { kind: string; clientId?: string }).kind);

  beforeEach(async () => {
    await ledger.reserve(wishOf('kh-1', '100'));
  });

  it('counts at once, and takes no write of its own where another reservation follows', async () => {
    const { syncs } = home.counts;
    ledger.heard(key('kh-1'), done('0'));
    expect(money()).toEqual(['0', '0']);
    expect(ledger.usage(token).owns(ref('kh-1'))).toBe(true);
    await ledger.reserve(wishOf('kh-2', '10'));
    expect(home.counts.syncs).toBe(syncs + 1);
    expect(kinds().slice(-2)).toEqual(['settled', 'reserved']);
    await reopen();
    expect(money()).toEqual(['10', '10']);
  });

  it('stands before what was reserved after it, whatever waits for the disk', async () => {
    const first = ledger.reserve(wishOf('kh-2', '10'));
    ledger.heard(key('kh-1'), done('0'));
    await Promise.all([first, ledger.reserve(wishOf('kh-3', '10'))]);
    expect(kinds().slice(-3)).toEqual(['reserved', 'settled', 'reserved']);
  });

  it('is on the disk by itself where nothing follows, and when the ledger is closed', async () => {
    ledger.heard(key('kh-1'), open('0'));
    await home.pass(20);
    await vi.waitFor(() => {
      expect(kinds().at(-1)).toBe('settled');
    });
    ledger.heard(key('kh-1'), done('0'));
    await reopen();
    expect(money()).toEqual(['0', '0']);
  });

  it('is written before all else where the disk took nothing at first', async () => {
    home.faults.write = true;
    ledger.heard(key('kh-1'), done('0'));
    expect(await codeOf(ledger.reserve(wishOf('kh-2', '50')))).toBe('ledger.unwritable');
    await home.pass(20);
    expect(money()).toEqual(['0', '0']);
    home.faults.write = false;
    await ledger.reserve(wishOf('kh-3', '10'));
    expect(kinds().slice(-2)).toEqual(['settled', 'reserved']);
    await reopen();
    expect(money()).toEqual(['10', '10']);
  });

  it('lost by a kill leaves the order unknown, with all that was reserved for it', async () => {
    ledger.heard(key('kh-1'), done('0'));
    copyFileSync(home.path, `${home.path}.then`);
    await ledger.close();
    renameSync(`${home.path}.then`, home.path);
    ledger = (await home.open()).ledger;
    expect(money()).toEqual(['100', '100']);
    expect(ledger.unsettled(token)).toMatchObject([{ clientId: 'kh-1', state: 'unknown' }]);
  });

  it('that could not be read again is refused, and changes nothing', () => {
    expect(() => {
      ledger.heard(key('kh-1'), { state: 'done', orderId: 'x'.repeat(129), filled: Decimal.zero });
    }).toThrow('argument.invalid');
    expect(money()).toEqual(['100', '100']);
  });
});

describe('what becomes of an order', () => {
  beforeEach(async () => {
    await ledger.reserve(wishOf('kh-1', '100', { amount: amount('3') }));
  });

  it.each([
    ['is rejected: all is given back', [{ state: 'rejected' }], ['0', '0']],
    ['is unknown: all stays', [{ state: 'unknown' }], ['100', '100']],
    ['rests: all stays', [open('0')], ['100', '100']],
    ['fills in part: that part is open no more', [open('1')], ['100', '66.666666666666666667']],
    ['ends unfilled: all is given back', [open('0'), done('0')], ['0', '0']],
    ['ends in part: given back is cut, never rounded up', [done('1')], ['33.333333333333333334', '0']],
    ['fills whole', [done('3')], ['100', '0']],
    ['fills more than it was', [done('3.1')], ['100', '0']],
    [
      'is over, and an older answer comes late',
      [done('2'), open('1'), { state: 'rejected' }],
      ['66.666666666666666667', '0'],
    ],
    ['was called rejected, and stands after all', [{ state: 'rejected' }, open('0')], ['100', '100']],
  ] satisfies [string, Outcome[], string[]][])('%s', async (_, outcomes, expected) => {
    for (const outcome of outcomes) await ledger.settle(key('kh-1'), outcome);
    expect(money()).toEqual(expected);
    await reopen();
    expect(money()).toEqual(expected);
  });

  it('of an order in quote units, gives nothing back of the 24 hours but for a rejection', async () => {
    await ledger.settle(key('kh-1'), done('0'));
    for (const [clientId, outcome] of [
      ['kh-2', { state: 'rejected' }],
      ['kh-3', open('0.1')],
      ['kh-4', done('0.1')],
    ] satisfies [string, Outcome][]) {
      await ledger.reserve(wishOf(clientId, '10', { amount: null }));
      await ledger.settle(key(clientId), outcome);
    }
    expect(money()).toEqual(['20', '10']);
  });

  it('is the same in whatever order it is told, and told twice', async () => {
    const states = fc.array(
      fc.record({
        state: fc.constantFrom('rejected', 'open', 'done', 'unknown'),
        filled: fc.integer({ min: 0, max: 4 }),
      }),
      { minLength: 2, maxLength: 5 },
    );
    const outcomeOf = ({ state, filled }: { state: string; filled: number }): Outcome =>
      state === 'open' || state === 'done'
        ? { state, orderId: 'x-9', filled: amount(String(filled)) }
        : { state: state === 'rejected' ? state : 'unknown' };
    let count = 1;
    await fc.assert(
      fc.asyncProperty(
        states.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        async ([all, shuffled]) => {
          const names = [all, [...shuffled, ...shuffled]].map((told) => {
            count += 1;
            return { clientId: `kh-p${String(count)}`, told };
          });
          const after = [];
          for (const { clientId, told } of names) {
            await ledger.reserve(wishOf(clientId, '7', { amount: amount('3'), token: clientId }));
            for (const one of told) await ledger.settle({ token: clientId, clientId }, outcomeOf(one));
            const order = ledger.order(clientId, { market: null, orderId: null, clientId });
            after.push([money(ledger.usage(clientId)), order?.state, order?.filled.toString(), order?.orderId]);
          }
          expect(after[1]).toEqual(after[0]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('said twice is written once, and of an order that is not ours nothing is', async () => {
    await ledger.settle(key('kh-1'), open('1'));
    const head = ledger.head();
    await ledger.settle(key('kh-1'), open('1'));
    await ledger.settle(key('kh-1'), { state: 'unknown' });
    await ledger.settle(key('another'), done('1'));
    expect(ledger.head()).toEqual(head);
  });
});

describe('the 24 hours', () => {
  it('slide: an order leaves them exactly a day after it was placed, and stays open', async () => {
    await ledger.reserve(wishOf('kh-1', '100'));
    await home.pass(12 * hourMs);
    await ledger.reserve(wishOf('kh-2', '10'));
    await home.pass(12 * hourMs - 1);
    expect(money()).toEqual(['110', '110']);
    await home.pass(1);
    expect(money()).toEqual(['10', '110']);
    await reopen();
    expect(money()).toEqual(['10', '110']);
    expect(ledger.unsettled(token).map(({ clientId }) => clientId)).toEqual(['kh-1', 'kh-2']);
    expect(ledger.unsettled()).toHaveLength(2);
    expect(ledger.unsettled('token-b')).toEqual([]);
  });

  it('are unknown in a currency in which not all was valued', async () => {
    await ledger.reserve(wishOf('kh-1', '100', { currency: 'EUR' }));
    expect(money()).toEqual([undefined, undefined]);
    expect(ledger.usage(token).open('EUR')?.toString()).toBe('100');
    expect(ledger.usage(token).reservedBy(ref('kh-1'), 'USDT').toString()).toBe('0');
    await ledger.settle(key('kh-1'), done('0'));
    expect(money()).toEqual(['0', '0']);
    await ledger.reserve(wishOf('kh-2', '0', { currency: '' }));
    expect(money()).toEqual([undefined, undefined]);
    await ledger.settle(key('kh-2'), done('1'));
    expect(money()).toEqual([undefined, '0']);
  });
});

describe('an order that is given the id of one which was refused a day ago', () => {
  it('counts beside the order that the refused one should have replaced, also after a restart', async () => {
    await ledger.reserve(wishOf('kh-1', '1000'));
    ledger.heard(key('kh-1'), open('0'));
    await ledger.reserve(wishOf('kh-2', '1000', { replaces: ref('kh-1') }));
    ledger.heard(key('kh-2'), { state: 'rejected' });
    await home.pass(25 * hourMs);
    await ledger.reserve(wishOf('kh-2', '1000'));
    expect(money()[1]).toBe('2000');
    // What is said of the first counts it anew.
    ledger.heard(key('kh-1'), open('0.0001'));
    const both = money()[1];
    expect(Number(both)).toBeGreaterThan(1900);
    ledger.heard(key('kh-2'), { state: 'open', orderId: 'x-2', filled: Decimal.zero });
    ledger.heard(key('kh-1'), open('0.0001'));
    expect(money()[1]).toBe(both);
    await reopen();
    ledger.heard(key('kh-1'), open('0.0001'));
    expect(money()[1]).toBe(both);
  });
});

describe('an order that replaces another', () => {
  beforeEach(async () => {
    await ledger.reserve(wishOf('kh-1', '100'));
    await ledger.settle(key('kh-1'), open('0.25'));
    expect(ledger.usage(token).reservedBy(ref('kh-1'), 'USDT').toString()).toBe('75');
  });
  const replace = (value: string) => ledger.reserve(wishOf('kh-2', value, { replaces: ref(null, 'x-1') }));

  it.each([
    ['takes over what is open', '80', [{ state: 'open', orderId: 'x-2', filled: Decimal.zero }], ['180', '80']],
    ['counts with the rest of the other while nobody knows', '50', [{ state: 'unknown' }], ['150', '75']],
    ['leaves all as it was where it is rejected', '80', [{ state: 'rejected' }], ['100', '75']],
  ] satisfies [string, string, Outcome[], string[]][])('%s', async (_, value, outcomes, expected) => {
    await replace(value);
    for (const outcome of outcomes) await ledger.settle(key('kh-2'), outcome);
    expect(money()).toEqual(expected);
    await reopen();
    expect(money()).toEqual(expected);
    await ledger.compact();
    await reopen();
    expect(money()).toEqual(expected);
  });

  it('counts beside the other where both were seen to stand', async () => {
    await replace('80');
    await ledger.settle(key('kh-2'), { state: 'open', orderId: 'x-2', filled: Decimal.zero });
    await ledger.settle(key('kh-1'), open('0.25'));
    expect(money()).toEqual(['180', '155']);
    await ledger.settle(key('kh-1'), done('0.25'));
    expect(money()).toEqual(['105', '80']);
  });
});

describe('an edit in place', () => {
  beforeEach(async () => {
    await ledger.reserve(wishOf('kh-1', '100', { amount: amount('2') }));
    await ledger.settle(key('kh-1'), open('0'));
  });
  const edit = (value: string, to: string) =>
    ledger.reserve(wishOf('kh-1', value, { amount: amount(to), replaces: ref('kh-1') }));

  it('is of the same order, which counts as the worse of the two', async () => {
    await edit('150', '3');
    expect(money()).toEqual(['150', '150']);
    await edit('90', '1');
    expect(money()).toEqual(['150', '150']);
    expect(ledger.unsettled(token)).toHaveLength(1);
    await ledger.settle(key('kh-1'), open('1'));
    expect(money()).toEqual(['150', '100']);
    await ledger.compact();
    await reopen();
    expect(money()).toEqual(['150', '100']);
    await ledger.settle(key('kh-1'), done('1'));
    expect(money()).toEqual(['150', '0']);
  });

  it('begins its 24 hours anew', async () => {
    await home.pass(20 * hourMs);
    await edit('100', '2');
    await home.pass(20 * hourMs);
    expect(money()).toEqual(['100', '100']);
    await home.pass(4 * hourMs);
    expect(money()).toEqual(['0', '100']);
  });

  it('that is refused gives nothing of the order back', async () => {
    await ledger.reserve(wishOf('kh-2', '10'));
    await ledger.reserve(wishOf('kh-2', '20', { replaces: ref('kh-2') }));
    await ledger.settle(key('kh-2'), { state: 'rejected' });
    expect(money()).toEqual(['120', '120']);
    await ledger.settle(key('kh-2'), done('0'));
    expect(money()).toEqual(['100', '100']);
  });
});

describe('a token', () => {
  it('owns the orders that it placed, by either id, in their market', async () => {
    await ledger.reserve(wishOf('kh-1', '10'));
    const owns = (...words: Parameters<typeof ref>) => ledger.usage(token).owns(ref(...words));
    expect([owns('kh-1'), owns('kh-2'), owns(null, 'x-1'), owns('kh-1', 'x-1')]).toEqual([true, false, false, false]);
    await ledger.settle(key('kh-1'), open('0'));
    expect([owns(null, 'x-1'), owns('kh-1', 'x-1'), owns('kh-1', 'x-2')]).toEqual([true, true, false]);
    const elsewhere = { market: { venue: 'margin', id: 'BTCUSDT' }, clientId: 'kh-1', orderId: null };
    expect(ledger.usage(token).owns(elsewhere)).toBe(false);
    expect(ledger.usage('token-b').owns(ref('kh-1'))).toBe(false);
    // The exchange may have refused it because another's order has that id.
    await ledger.reserve(wishOf('kh-3', '10'));
    await ledger.settle(key('kh-3'), { state: 'rejected' });
    expect(owns('kh-3')).toBe(false);
  });

  it('sells at most what it bought, less what rests to be sold', async () => {
    const net = () => ledger.usage(token).netBought(btc).toString();
    await ledger.reserve(wishOf('kh-1', '10', { amount: amount('2') }));
    expect(net()).toBe('0');
    await ledger.settle(key('kh-1'), done('1.5'));
    expect(net()).toBe('1.5');
    await ledger.reserve(wishOf('kh-2', '10', { side: 'sell', amount: amount('1') }));
    expect(net()).toBe('0.5');
    await ledger.settle(key('kh-2'), { state: 'done', orderId: null, filled: amount('0.25') });
    expect(net()).toBe('1.25');
    await ledger.reserve(wishOf('kh-3', '10', { side: 'sell', amount: null }));
    expect(net()).toBe('0');
    await ledger.settle(key('kh-3'), { state: 'rejected' });
    await home.pass(3 * dayMs);
    await ledger.compact();
    await reopen();
    expect(net()).toBe('1.25');
    expect(ledger.usage(token).netBought({ venue: 'spot', id: 'ETHUSDT' }).toString()).toBe('0');
  });

  it.each([
    ['buy', '1', '1.25'],
    ['sell', '1', '0'],
    ['sell', null, '0'],
  ] as const)('has of a %s of %s that is lost the worse of both, and keeps it', async (side, size, net) => {
    const bought = () => ledger.usage(token).netBought(btc).toString();
    await ledger.reserve(wishOf('kh-1', '10'));
    await ledger.settle(key('kh-1'), done('1'));
    await ledger.reserve(wishOf('kh-2', '10', { side, amount: size === null ? null : amount(size) }));
    await ledger.settle(key('kh-2'), { state: 'done', orderId: 'x-2', filled: amount('0.25'), lost: true });
    const all = () => [...money(), bought()];
    expect(all()).toEqual(['20', '0', net]);
    await reopen();
    expect(all()).toEqual(['20', '0', net]);
    await ledger.compact();
    await reopen();
    expect(all()).toEqual(['20', '0', net]);
    await home.pass(3 * dayMs);
    expect(all()).toEqual(['0', '0', net]);
  });

  it('has every order that a triggered one became, also those named later', async () => {
    await ledger.reserve(wishOf('kh-1', '10'));
    const named = (...became: string[]): Outcome => ({ ...open('0'), became }) as Outcome;
    await ledger.settle(key('kh-1'), named('x-8'));
    await ledger.settle(key('kh-1'), named('x-9'));
    await reopen();
    expect(ledger.order(token, ref(null, 'x-9'))?.became).toEqual(['x-8', 'x-9']);
    await ledger.compact();
    await reopen();
    expect(ledger.order(token, ref(null, 'x-8'))?.became).toEqual(['x-8', 'x-9']);
  });

  it('has its calls counted without waiting for the disk, and a second later they are written', async () => {
    const before = { ...home.counts };
    for (let n = 0; n < 50; n += 1) ledger.count(token, 'read.account');
    expect(home.counts).toEqual(before);
    expect(ledger.usage(token).calls('read.account', minuteMs)).toBe(50);
    await home.pass(1000);
    await reopen();
    expect(home.counts.writes).toBeGreaterThan(before.writes);
    expect(ledger.usage(token).calls('read.account', minuteMs)).toBe(50);
    expect(ledger.usage(token).calls('read.history', minuteMs)).toBe(0);
    await home.pass(minuteMs);
    expect(ledger.usage(token).calls('read.account', minuteMs)).toBe(0);
  });
});

describe('a nonce', () => {
  it('is above all that were given or seen, at the same moment and after a restart', async () => {
    expect(await Promise.all([7n, 3n, 100n, 3n].map((seen) => ledger.nonce('key-1', seen)))).toEqual([
      8n,
      9n,
      101n,
      102n,
    ]);
    expect(await ledger.nonce('key-2', 0n)).toBe(1n);
    await reopen();
    expect(await ledger.nonce('key-1', 5n)).toBe(103n);
    await ledger.compact();
    await reopen();
    expect(await ledger.nonce('key-1', 10n ** 20n)).toBe(10n ** 20n + 1n);
  });
});

describe('a ledger that is written anew', () => {
  it('loses nothing of what is reserved while it is', async () => {
    await ledger.reserve(wishOf('kh-0', '1'));
    const compacting = ledger.compact();
    await Promise.all(Array.from({ length: 50 }, (_, n) => ledger.reserve(wishOf(`kh-a${String(n)}`, '1'))));
    await Promise.all([compacting, ledger.compact(), ledger.reserve(wishOf('kh-b', '1'))]);
    expect(money()).toEqual(['52', '52']);
    await reopen();
    expect(money()).toEqual(['52', '52']);
  });

  it('stays small by itself, however long it is used', async () => {
    await ledger.close();
    ({ ledger } = await home.open({ compactAt: { bytes: 10_000, lines: 50 } }));
    for (let n = 0; n < 300; n += 1) {
      const clientId = `kh-${String(n)}`;
      await ledger.reserve(wishOf(clientId, '1'));
      await ledger.settle(key(clientId), done('1'));
      await home.pass(hourMs);
    }
    expect(statSync(home.path).size).toBeLessThan(60_000);
    expect(money()).toEqual(['23', '0']);
    expect(ledger.usage(token).netBought(btc).toString()).toBe('300');
  });

  it.each(['rename', 'open', 'unlink'] as const)(
    'goes on in the old file where the system refuses (%s)',
    async (call) => {
      const faulty = { ...fs, [call]: refusedFor(call) };
      await ledger.close();
      ({ ledger } = await home.open());
      await ledger.reserve(wishOf('kh-1', '10'));
      await ledger.close();
      ({ ledger } = await home.open({ files: faulty }));
      refused = true;
      expect(await codeOf(ledger.compact())).toBe('ledger.unwritable');
      refused = false;
      await ledger.reserve(wishOf('kh-2', '10'));
      await ledger.compact();
      await reopen();
      expect(money()).toEqual(['20', '20']);
    },
  );
  let refused = false;
  const refusedFor = (call: 'rename' | 'open' | 'unlink') =>
    ((...words: never[]) => {
      if (refused && String(words[0]).endsWith('.new'))
        return Promise.reject(Object.assign(new Error('kh-test'), { code: 'EACCES', syscall: call }));
      return (fs[call] as (...all: never[]) => Promise<unknown>)(...words);
    }) as never;
});
