import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { openDesk, type Desk } from './desk';
import { resting, styles, wide, type Style } from './stories';
import { drafts, orderIn, send, went, type Answer } from './wire';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const account = (style: Style, token: Issued) => send(token, drafts[style].account(token));
let price = 30_000;
/** Never the same bytes twice. */
const buy = (style: Style, token: Issued) => send(token, drafts[style].buy(token, (price += 1)));

async function places(style: Style, token: Issued, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(orderIn(await buy(style, token)));
  return ids;
}

const restingOf = async (style: Style, ids: readonly string[]): Promise<number> =>
  (await resting(desk, style)).filter(({ id }) => ids.includes(id)).length;

/** A bot that orders without a pause, while something is done to its token. */
async function whileOrdering(style: Style, token: Issued, change: () => Promise<unknown>) {
  const [before, after]: [Answer[], Answer[]] = [[], []];
  const progress = { changed: false };
  const bot = (async () => {
    while (after.length < 3) {
      const into = progress.changed ? after : before;
      into.push(await buy(style, token));
    }
  })();
  while (before.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  await change();
  progress.changed = true;
  await bot;
  return { before, after };
}

describe.each(styles)('the very next request on %s', (style) => {
  it.each([
    ['token.pause', 'closing only (paused)', true],
    ['token.freeze', 'this token is frozen', false],
    ['token.revoke', 'this token was revoked', false],
  ] as const)('obeys %s, while a bot orders in a loop', async (operation, reason, reads) => {
    const token = await desk.token(style, wide(style));
    const { id } = token.token;
    const { before, after } = await whileOrdering(style, token, () => desk.call(operation, { id }));
    expect(before.slice(0, 3).map(went)).toEqual([true, true, true]);
    for (const { text } of after) expect(text).toContain(`keyhaven: ${reason}`);
    expect(went(await account(style, token))).toBe(reads);
  });

  it('obeys a resume', async () => {
    const token = await desk.token(style, wide(style));
    await desk.call('token.pause', { id: token.token.id });
    expect(went(await buy(style, token))).toBe(false);
    await desk.call('token.resume', { id: token.token.id });
    expect(went(await buy(style, token))).toBe(true);
  });
});

describe.each(styles)('what a token left resting on %s', (style) => {
  it.each(['token.revoke', 'token.freeze'] as const)(
    'is cancelled at the exchange by its policy’s on-end at %s, and the report says how many',
    async (operation) => {
      const token = await desk.token(style, `${wide(style)}on-end cancel\n`);
      const ids = await places(style, token, 3);
      expect(await restingOf(style, ids)).toBe(3);
      const { orders } = await desk.call(operation, { id: token.token.id });
      expect(orders).toEqual({ cancelled: 3, kept: 0, unknown: 0 });
      expect(await restingOf(style, ids)).toBe(0);
    },
  );

  it('is kept where nothing else is said, and the report says how many', async () => {
    const token = await desk.token(style, wide(style));
    const ids = await places(style, token, 2);
    expect(await desk.revoke(token.token.id)).toEqual({ cancelled: 0, kept: 2, unknown: 0 });
    expect(await restingOf(style, ids)).toBe(2);
  });

  it('is cancelled where the person who ends it says so, whatever the policy says', async () => {
    const token = await desk.token(style, wide(style));
    const other = await desk.token(style, wide(style));
    const [ids, others] = [await places(style, token, 2), await places(style, other, 1)];
    expect(await desk.revoke(token.token.id, 'cancel')).toEqual({ cancelled: 2, kept: 0, unknown: 0 });
    expect([await restingOf(style, ids), await restingOf(style, others)]).toEqual([0, 1]);
  });
});

it('stop everything freezes every token at once and says what became of their orders; a thaw needs a person’s fresh yes', async () => {
  const one = await desk.token('binance', wide('binance'));
  const other = await desk.token('okx', wide('okx'));
  const ids = [await places('binance', one, 2), await places('okx', other, 1)] as const;
  const working = (await desk.call('token.list', {})).filter(({ state }) => state === 'active' || state === 'paused');
  const { frozen, orders } = await desk.call('token.stopAll', { orders: 'cancel' });
  expect(frozen).toBe(working.length);
  expect(orders?.cancelled).toBeGreaterThanOrEqual(3);
  expect(orders).toMatchObject({ kept: 0, unknown: 0 });
  expect(await restingOf('binance', ids[0])).toBe(0);
  expect(await restingOf('okx', ids[1])).toBe(0);
  expect((await account('binance', one)).text).toContain('keyhaven: this token is frozen');
  expect((await account('okx', other)).text).toContain('keyhaven: this token is frozen');

  // A lock drops every yes that was given.
  await desk.call('vault.lock', { stops: 'window' });
  await desk.call('vault.unlock', {});
  await expect(desk.call('token.thaw', { id: one.token.id })).rejects.toThrow(/authorization\./);
  expect((await account('binance', one)).text).toContain('keyhaven: this token is frozen');
  await desk.call('authorization.give', { kind: 'issue', credential: one.token.credential });
  await desk.call('token.thaw', { id: one.token.id });
  expect(went(await account('binance', one))).toBe(true);
  expect((await account('okx', other)).text).toContain('keyhaven: this token is frozen');
});

describe.each(styles)('a token on %s', (style) => {
  it('goes on under a window lock that shows nothing of it, and stops with the vault under a full one', async () => {
    const token = await desk.token(style, wide(style));
    expect(went(await account(style, token))).toBe(true);
    await desk.call('vault.lock', { stops: 'window' });
    await expect(desk.call('token.list', {})).rejects.toThrow('vault.locked');
    expect(went(await account(style, token))).toBe(true);
    expect(went(await buy(style, token))).toBe(true);
    await desk.call('vault.lock', { stops: 'everything' });
    await expect(account(style, token)).rejects.toThrow('ECONNREFUSED');
    await desk.call('vault.unlock', {});
    expect(went(await account(style, token))).toBe(true);
  });

  it('has its port, its phantom, its orders and its used budget after a restart', async () => {
    const budget = wide(style).replace('max-24h 200000', 'max-24h 130');
    const token = await desk.token(style, budget);
    // 0.001 BTC, valued at the market's 60,000 and a margin.
    const [first] = [orderIn(await buy(style, token)), orderIn(await buy(style, token))];
    expect((await buy(style, token)).text).toContain('keyhaven: max-24h 130 USDT');
    const { id, address, phantomKey } = token.token;
    await desk.keyhaven.close();
    await expect(account(style, token)).rejects.toThrow('ECONNREFUSED');

    desk = await openDesk(desk.world);
    const row = (await desk.call('token.list', {})).find((one) => one.id === id);
    expect(row).toMatchObject({ address, phantomKey, standing: 'active' });
    expect(went(await account(style, token))).toBe(true);
    expect((await buy(style, token)).text).toContain('keyhaven: max-24h 130 USDT');
    expect(went(await send(token, drafts[style].cancel(token, first)))).toBe(true);
  });
});
