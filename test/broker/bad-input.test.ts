import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { openDesk, type Desk } from './desk';
import { requestsSeen, styles, wide, type Style } from './stories';
import { binanceDraft, bytesOf, drafts, exchange, okxDraft, orderIn, portOf, send, went, type Draft } from './wire';

let desk: Desk;
const of: Record<Style, { token: Issued; other: Issued }> = {} as never;
beforeAll(async () => {
  desk = await openDesk();
  for (const style of styles) {
    of[style] = { token: await desk.token(style, wide(style)), other: await desk.token(style, wide(style)) };
    // From here on the broker knows the exchange's clock, and asks nothing of its own.
    await send(of[style].token, drafts[style].account(of[style].token));
  }
  // The request itself, and the question after the exchange's time.
  await vi.waitFor(async () => {
    for (const style of styles) expect(await requestsSeen(desk, style)).toBe(2);
  }, 10_000);
});
afterAll(() => desk.close());

const spoiled = (draft: Draft, change: Partial<Draft>): Draft => ({ ...draft, ...change });
const buyBinance = (token: Issued, more = '') =>
  binanceDraft(
    token,
    'POST',
    '/api/v3/order',
    `symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=50000${more}`,
  );
const buyOkx = (token: Issued, more = '') =>
  okxDraft(
    token,
    'POST',
    '/api/v5/trade/order',
    `{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"limit","sz":"0.001","px":"50000"${more}}`,
  );

interface Bad {
  readonly what: string;
  readonly says: string;
  /** The bytes as they go out; `other` is another token of the same key, `foreign` one of the other exchange. */
  readonly bytes: (token: Issued, other: Issued, foreign: Issued) => string;
}

const plain =
  (draft: (token: Issued, other: Issued, foreign: Issued) => Draft): Bad['bytes'] =>
  (token, other, foreign) =>
    bytesOf(draft(token, other, foreign), portOf(token));

const withHeaders =
  (style: Style, more: (token: Issued) => Record<string, string>): Bad['bytes'] =>
  (token) =>
    bytesOf(drafts[style].buy(token), portOf(token), more(token));

/** What every exchange's requests can be spoiled by. */
const everywhere = (style: Style): readonly Bad[] => [
  {
    what: 'a signature by another secret',
    says: 'the signature does not fit',
    bytes: plain((token, other) => drafts[style].buy(token, 50_000, { secret: other.secret })),
  },
  {
    what: 'a timestamp of two minutes ago',
    says: 'the timestamp is outside of its window',
    bytes: plain((token) => drafts[style].buy(token, 50_000, { at: Date.now() - 120_000 })),
  },
  {
    what: 'a timestamp two minutes ahead',
    says: 'the timestamp is outside of its window',
    bytes: plain((token) => drafts[style].account(token, { at: Date.now() + 120_000 })),
  },
  {
    what: 'the phantom of another token of the same key',
    says: 'the API key is not the one of this token',
    bytes: plain((_token, other) => drafts[style].buy(other)),
  },
  {
    what: 'no key at all',
    says: 'the API key is not the one of this token',
    bytes: plain((token) => spoiled(drafts[style].buy(token), { headers: {} })),
  },
  {
    what: 'the Host of another place',
    says: 'the Host header',
    bytes: withHeaders(style, () => ({ host: 'evil.example' })),
  },
  {
    what: 'the Host of another port',
    says: 'the Host header',
    bytes: withHeaders(style, () => ({ host: '127.0.0.1:1' })),
  },
  {
    what: 'the Origin of a page',
    says: 'web pages may not come here',
    bytes: withHeaders(style, () => ({ origin: 'https://evil.example' })),
  },
  {
    what: 'the Origin null of a sandboxed page',
    says: 'web pages may not come here',
    bytes: withHeaders(style, () => ({ origin: 'null' })),
  },
  {
    what: 'a fetch of a browser',
    says: 'web pages may not come here',
    bytes: withHeaders(style, () => ({ 'sec-fetch-site': 'cross-site' })),
  },
  {
    what: 'the question that browsers ask before',
    says: 'web pages may not come here',
    bytes: plain((token) => spoiled(drafts[style].account(token), { method: 'OPTIONS' })),
  },
  {
    what: 'a body in chunks',
    says: 'send a content-length',
    bytes: (token) => {
      const draft = drafts[style].buy(token);
      const chunks = `${draft.body.length.toString(16)}\r\n${draft.body}\r\n0\r\n\r\n`;
      const whole = bytesOf(draft, portOf(token));
      return whole.slice(0, -draft.body.length).replace(/content-length: \d+/, 'transfer-encoding: chunked') + chunks;
    },
  },
  {
    what: 'two lengths',
    says: 'one plain content-length is needed',
    bytes: (token) =>
      bytesOf(drafts[style].buy(token), portOf(token)).replace(
        'content-length:',
        'content-length: 3\r\ncontent-length:',
      ),
  },
  {
    what: 'a length above all that is taken',
    says: 'the request is too large',
    bytes: withHeaders(style, () => ({ 'content-length': '2000000' })),
  },
  {
    what: 'a whole URL of another host',
    says: 'the address is not one of this exchange over https',
    bytes: plain((token) => {
      const draft = drafts[style].account(token);
      return spoiled(draft, { target: `/x/https://evil.example${draft.target}` });
    }),
  },
  {
    what: 'a whole URL without TLS',
    says: 'the address is not one of this exchange over https',
    bytes: plain((token) => {
      const draft = drafts[style].account(token);
      const host = { binance: 'api.binance.com', okx: 'www.okx.com' }[style];
      return spoiled(draft, { target: `/x/http://${host}${draft.target}` });
    }),
  },
  ...(['//', '/./', '/%2e%2e/api/', '/..%2f', '/%61/'] as const).map((trick) => ({
    what: `a path with ${trick}`,
    says: 'the path is not written plainly',
    bytes: plain((token) => {
      const draft = drafts[style].account(token);
      return spoiled(draft, { target: draft.target.replace('/', trick) });
    }),
  })),
];

const ofEach: Record<Style, readonly Bad[]> = {
  binance: [
    {
      what: 'one byte of the form changed',
      says: 'the signature does not fit',
      bytes: plain((token) => {
        const draft = buyBinance(token);
        return spoiled(draft, { body: draft.body.replace('quantity=0.001', 'quantity=0.101') });
      }),
    },
    {
      what: 'a parameter twice in the form',
      says: 'a parameter is said twice',
      bytes: plain((token) => buyBinance(token, '&quantity=1')),
    },
    {
      what: 'a parameter twice, once in capitals',
      says: 'a parameter is said twice',
      bytes: plain((token) => buyBinance(token, '&QUANTITY=1')),
    },
    {
      what: 'a parameter twice in the query of a read',
      says: 'a parameter is said twice',
      bytes: plain((token) => binanceDraft(token, 'GET', '/api/v3/openOrders', 'symbol=BTCUSDT&symbol=ETHUSDT')),
    },
    {
      what: 'an unknown parameter of an order',
      says: 'parameter',
      bytes: plain((token) => buyBinance(token, '&khUnknown=1')),
    },
    {
      what: 'a body on a GET',
      says: 'a GET has a body',
      bytes: plain((token) => {
        // The signature covers query and body together, so this one fits.
        const draft = binanceDraft(token, 'POST', '/api/v3/account', 'omitZeroBalances=true');
        return spoiled(draft, { method: 'GET' });
      }),
    },
    {
      what: 'the phantom of another exchange',
      says: 'the API key is not the one of this token',
      bytes: plain((_token, _other, foreign) => drafts.binance.buy(foreign)),
    },
  ],
  okx: [
    {
      what: 'one byte of the body changed',
      says: 'the signature does not fit',
      bytes: plain((token) => {
        const draft = buyOkx(token);
        return spoiled(draft, { body: draft.body.replace('"sz":"0.001"', '"sz":"0.101"') });
      }),
    },
    {
      what: 'the target changed under its signature',
      says: 'the signature does not fit',
      bytes: plain((token) => spoiled(buyOkx(token), { target: '/api/v5/trade/cancel-order' })),
    },
    { what: 'a JSON key twice', says: 'key stands twice', bytes: plain((token) => buyOkx(token, ',"sz":"1"')) },
    {
      what: 'a JSON key twice, once with an escape',
      says: 'characters that no parameter needs',
      bytes: plain((token) => buyOkx(token, ',"\\u0073z":"1"')),
    },
    {
      what: 'a parameter twice in the query of a read',
      says: 'a parameter stands twice in the query',
      bytes: plain((token) => okxDraft(token, 'GET', '/api/v5/trade/orders-pending?instType=SPOT&instType=SWAP')),
    },
    {
      what: 'an unknown parameter of an order',
      says: 'keyhaven:',
      bytes: plain((token) => buyOkx(token, ',"khUnknown":"1"')),
    },
    {
      what: 'a query on a POST',
      says: 'a POST with a query can be read in two ways',
      bytes: plain((token) => okxDraft(token, 'POST', '/api/v5/trade/order?sz=1', drafts.okx.buy(token).body)),
    },
    {
      what: 'a body on a GET',
      says: 'a GET with a body can be read in two ways',
      bytes: plain((token) => okxDraft(token, 'GET', '/api/v5/account/balance', '{"ccy":"BTC"}')),
    },
    {
      what: 'the passphrase of another token',
      says: 'the API key or passphrase is not the one of this token',
      bytes: plain((token, other) => {
        const draft = buyOkx(token);
        return spoiled(draft, { headers: { ...draft.headers, 'ok-access-passphrase': other.password ?? '' } });
      }),
    },
    {
      what: 'the phantom of another exchange',
      says: 'the API key is not the one of this token',
      bytes: plain((_token, _other, foreign) => drafts.okx.buy(foreign)),
    },
  ],
};

/** How each exchange writes an error. */
const errorShape: Record<Style, unknown> = {
  binance: { code: expect.any(Number) as unknown, msg: expect.stringMatching(/^keyhaven: /) as unknown },
  okx: {
    code: expect.stringMatching(/^\d+$/) as unknown,
    data: expect.any(Array) as unknown,
    msg: expect.stringMatching(/^keyhaven: /) as unknown,
  },
};

describe.each(styles)('a request on %s with', (style) => {
  let before = 0;
  beforeEach(async () => {
    before = await requestsSeen(desk, style);
  });

  it.each([...everywhere(style), ...ofEach[style]])(
    '$what is refused in the exchange’s own shape, reaches nobody, and disturbs no other token',
    async ({ bytes, says }) => {
      const { token, other } = of[style];
      const foreign = of[style === 'okx' ? 'binance' : 'okx'].token;
      const { status, text, head } = await exchange(portOf(token), bytes(token, other, foreign));
      expect(text).toContain(says);
      expect(JSON.parse(text)).toEqual(errorShape[style]);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(head.toLowerCase()).not.toContain('access-control-');
      expect(await requestsSeen(desk, style)).toBe(before);
      expect(went(await send(other, drafts[style].account(other)))).toBe(true);
      expect(went(await send(token, drafts[style].account(token)))).toBe(true);
    },
  );
});

describe.each(styles)('the same signed bytes once more, on %s,', (style) => {
  it('are refused for an order, which is sent and counted once', async () => {
    const token = await desk.token(style, wide(style));
    const draft = drafts[style].buy(token, 40_000);
    expect(went(await send(token, draft))).toBe(true);
    const { usage } = await desk.call('token.get', { id: token.token.id });
    const seen = await requestsSeen(desk, style);
    const [one, other] = await Promise.all([send(token, draft), send(token, draft)]);
    for (const { text } of [one, other]) expect(text).toContain('keyhaven: this signed request was sent before');
    expect(await requestsSeen(desk, style)).toBe(seen);
    expect((await desk.call('token.get', { id: token.token.id })).usage).toEqual(usage);
    expect(usage).toMatchObject({ resting: 1, unknown: 0 });
  });

  it('are refused also where both come at once: one of them goes', async () => {
    const token = await desk.token(style, wide(style));
    const draft = drafts[style].buy(token, 40_000);
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(token, draft)));
    expect(answers.filter(went)).toHaveLength(1);
    expect((await desk.call('token.get', { id: token.token.id })).usage).toMatchObject({ resting: 1 });
  });

  it('get the first one’s answer for a cancel, where the exchange itself would call a second one an error', async () => {
    const token = await desk.token(style, wide(style));
    const id = orderIn(await send(token, drafts[style].buy(token, 40_000)));
    const draft = drafts[style].cancel(token, id);
    const first = await send(token, draft);
    expect(went(first)).toBe(true);
    const again = await Promise.all([send(token, draft), send(token, draft)]);
    for (const { status, text } of again) expect({ status, text }).toEqual({ status: first.status, text: first.text });
  });

  it('go through for a read, as often as they come', async () => {
    const { token } = of[style];
    const draft = drafts[style].account(token);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(token, draft)));
    expect(answers.filter(went)).toHaveLength(5);
  });
});
