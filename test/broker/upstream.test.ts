import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { openDesk, type Desk } from './desk';
import { resting, styles, wide, requestsSeen, type Style } from './stories';
import { binanceDraft, drafts, okxDraft, send, went } from './wire';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterEach(() => desk.control('POST', '/keyhaven/faults/clear', {}));
afterAll(() => desk.close());

const faults = (style: Style, switches: Record<string, unknown>) =>
  desk.control('POST', '/keyhaven/faults', { style, faults: switches });
const account = (style: Style, token: Issued) => send(token, drafts[style].account(token));
let price = 30_000;
const buy = (style: Style, token: Issued) => send(token, drafts[style].buy(token, (price += 1)));
const usageOf = async ({ token }: Issued) => (await desk.call('token.get', { id: token.id })).usage;

/** 0.001 BTC at 60,000.1 and a margin of one percent. */
const counted = { placed24h: { amount: '60.600101', currency: 'USDT' } };

async function ready(style: Style): Promise<Issued> {
  const token = await desk.token(style, wide(style));
  expect(went(await account(style, token))).toBe(true);
  return token;
}

describe.each(styles)('where %s takes an order and cuts before it answers,', (style) => {
  it('the client hears that nobody knows, the value stays reserved, and the keeper finds the order, which is then the token’s own and counted once', async () => {
    const token = await ready(style);
    const before = new Set((await resting(desk, style)).map(({ id }) => id));
    await faults(style, { cutAfterAccept: true });
    const { status, text } = await buy(style, token);
    expect(status).toBe(503);
    expect(text).toContain('keyhaven: the exchange gave no answer; whether it was done is not known yet');
    expect(await usageOf(token)).toMatchObject(counted);
    await desk.control('POST', '/keyhaven/faults/clear', {});
    await expect.poll(() => usageOf(token)).toMatchObject({ ...counted, resting: 1, unknown: 0 });
    const found = (await resting(desk, style)).filter(({ id }) => !before.has(id));
    expect(found).toHaveLength(1);
    expect(went(await send(token, drafts[style].cancel(token, found[0]?.id ?? '')))).toBe(true);
  });
});

describe.each(styles)('where %s', (style) => {
  it('is slow, an order waits for its answer and is counted once', async () => {
    const token = await ready(style);
    await faults(style, { slow: { ms: 700 } });
    expect(went(await buy(style, token))).toBe(true);
    expect(await usageOf(token)).toMatchObject({ ...counted, resting: 1, unknown: 0 });
  });

  it.each([
    ['answers 500', { '500': true }],
    ['is in maintenance', { maintenance: true }],
    ['is hidden behind a page that is none of its answers', { html: true }],
    ['cuts in the middle of an answer', { cut: true }],
  ])('%s, an order’s value stays reserved while nobody knows, and the token goes on afterwards', async (_, fault) => {
    const token = await ready(style);
    await faults(style, fault);
    expect(went(await buy(style, token))).toBe(false);
    expect(await usageOf(token)).toMatchObject(counted);
    await desk.control('POST', '/keyhaven/faults/clear', {});
    expect(went(await account(style, token))).toBe(true);
    expect(went(await buy(style, token))).toBe(true);
  });

  it('does not know the real key any more, its own words come back, and an alarm says so', async () => {
    const token = await ready(style);
    const { keys } = await desk.control<{ keys: { apiKey: string; style: string }[] }>('GET', '/keyhaven/keys');
    await faults(style, { keyDeleted: keys.map(({ apiKey }) => apiKey) });
    const answers = [await account(style, token), await account(style, token)];
    for (const { status, text } of answers) {
      expect(status).toBe(401);
      expect(text).not.toContain('keyhaven:');
    }
    const { recent } = await desk.call('token.get', { id: token.token.id });
    expect(recent).toContainEqual(expect.objectContaining({ kind: 'alarm', alarm: 'keyGone' }));
  });
});

/** Last, because the exchanges are left alone for minutes afterwards. */
describe.each([
  ['binance', 'ban418', 418],
  ['okx', '429', 429],
] as const)('where %s says %s,', (style, fault, status) => {
  it('all tokens leave that host alone, other exchanges go on, and the refusal is a rate limit that says how long', async () => {
    const [one, other] = [await ready(style), await ready(style)];
    await faults(style, { [fault]: true });
    const banned = await account(style, one);
    expect(banned.status).toBe(status);
    expect(banned.text).not.toContain('keyhaven:');
    if (style === 'binance') expect(banned.head.toLowerCase()).toContain('retry-after: 120');
    await desk.control('POST', '/keyhaven/faults/clear', {});
    const seen = await requestsSeen(desk, style);
    for (const token of [one, other]) {
      const refused = await account(style, token);
      expect(refused.status).toBe(429);
      expect(refused.text).toMatch(/keyhaven: the exchange asks to be left alone for \d+ s/);
    }
    const time = {
      binance: binanceDraft(one, 'GET', '/api/v3/time'),
      okx: okxDraft(one, 'GET', '/api/v5/public/time'),
    }[style];
    expect((await send(one, time)).text).toContain('left alone');
    expect(await requestsSeen(desk, style)).toBe(seen);
    if (style === 'binance') expect(went(await account('okx', await ready('okx')))).toBe(true);
  });
});
