import { createSecretKey } from 'node:crypto';
import { epochMsOf, instantOf } from '../base/instants';
import { systemRandomness } from '../base/random';
import type { Standing } from '../tokens/decision/decision';
import type { Grant } from '../tokens/grant';
import type { Heard } from '../tokens/hearing';
import { createLedgerHome } from '../tokens/ledger/ledger.fixture';
import type { Policy } from '../tokens/policy/policy';
import { credentialId, policyOf } from '../tokens/tokens.fixture';
import type { Adapter, RawRequest, SigningKey } from './adapters/adapter';
import { binanceAdapter } from './adapters/binance/binance';
import { EgressTrouble, type ChannelAnswer, type ChannelCall } from './channel';
import { createExchangeClocks } from './clocks';
import { createEngine } from './engine';
import { createMarkets } from './markets';
import { createOrdering } from './ordering';
import type { Outside } from './outside';
import { createPauses } from './pauses';
import type { Tenants } from './tenants';
import { createUpstream } from './upstream';

const keyOf = (name: string): SigningKey => ({
  kind: 'hmac',
  apiKey: `khTest${name}`.padEnd(64, name),
  key: createSecretKey(Buffer.from(`kh-test-${name}`)),
  passphrase: null,
});
export const phantom = keyOf('Phantom');
const real = keyOf('Real');

export interface Said {
  readonly status?: number;
  readonly json: unknown;
}

const spotMarket = (symbol: string) => ({ symbols: [{ symbol, baseAsset: symbol.slice(0, 3), quoteAsset: 'USDT' }] });
const swapMarkets = {
  symbols: [
    {
      ...{ symbol: 'BTCUSDT', baseAsset: 'BTC', quoteAsset: 'USDT', marginAsset: 'USDT' },
      contractType: 'PERPETUAL',
    },
  ],
};

/** What the market of these tests is: 1 BTC for 100 USDT. */
function publicAnswer({ path, query }: RawRequest, nowMs: number): Said | undefined {
  const symbol = new URLSearchParams(query ?? '').get('symbol') ?? '';
  const prices = { symbol, bidPrice: '100', askPrice: '100', lastPrice: '100' };
  const known: Readonly<Record<string, unknown>> = {
    '/api/v3/time': { serverTime: nowMs },
    '/api/v3/exchangeInfo': spotMarket(symbol),
    '/api/v3/ticker/24hr': prices,
    '/fapi/v1/exchangeInfo': swapMarkets,
    '/fapi/v1/ticker/bookTicker': { symbol, bidPrice: '100', askPrice: '100' },
  };
  return Object.hasOwn(known, path) ? { json: known[path] } : undefined;
}

/** A real ledger, binance's own adapter, one token; the exchange is what the test says. For tests. */
export async function brokerWorldOf(policy: Partial<Policy> = {}) {
  const home = createLedgerHome();
  const { ledger } = await home.open();
  const { clock } = home;
  const nowMs = () => epochMsOf(clock.now());
  const heard: Heard[] = [];
  const sent: RawRequest[] = [];
  const state = {
    standing: { state: 'active' } as Standing,
    gone: false,
    /** Of the exchange to a signed request. */
    answer: async (_: RawRequest): Promise<Said> => ({ json: {} }),
    realKey: async () => real,
    /** The token as it is now, where that is not as it was issued. */
    renewed: {} as Partial<Grant>,
    /** Whether the token's requests still go the way on which they came in. */
    isWay: true,
  };
  const grant: Grant = {
    id: 'kh0000000000000000000token',
    label: 'Grid bot',
    credential: credentialId,
    exchange: 'binance',
    phantomKey: phantom.apiKey,
    phantomKind: 'hmac',
    policy: policyOf(policy),
    port: 20_000,
    issued: clock.now(),
    notBefore: clock.now(),
    expires: instantOf(nowMs() + 12 * 3_600_000),
    demo: false,
    state: 'active',
    stateSince: clock.now(),
    stateWhy: null,
    lastUsed: null,
    settled: false,
  };
  const pauses = createPauses(clock);
  const upstream = createUpstream({
    originOf: async (_, hostname) => ({ protocol: 'https:', hostname, port: 443 }),
    pauses,
    egress: {
      async send(_, request, { mayGo, signal }) {
        mayGo?.();
        const open = publicAnswer(request, nowMs());
        if (open === undefined) sent.push(request);
        const { status = 200, json } = open ?? (await Promise.race([state.answer(request), cutBy(signal)]));
        const body = Buffer.from(JSON.stringify(json));
        return { status, headers: [], body: piecesOf(body), cancel: () => undefined };
      },
      close: async () => undefined,
    },
  });
  const tenants: Tenants = {
    grant: () => (state.gone ? undefined : { ...grant, ...state.renewed }),
    standing: () => state.standing,
    phantomKey: async () => phantom,
    realKey: () => state.realKey(),
    route: () => null,
  };
  const clocks = createExchangeClocks(upstream, clock, () => {});
  const outside: Outside = { upstream, markets: createMarkets(upstream, clock), clocks, pauses };
  return {
    outside,
    parts: {
      ...{ tenants, ledger, clock, adapterOf: () => binanceAdapter },
      tell: (one: Heard) => void heard.push(one),
    },
    ...{ grant, ledger, state, sent, heard, pauses, nowMs, pass: (ms: number) => home.pass(ms) },
    /** What goes wrong with the ledger's disk. */
    faults: home.faults,
    async close() {
      await ledger.close();
      home.remove();
    },
  };
}

/** Ends as a request does that is given up. */
const cutBy = (signal: AbortSignal | null): Promise<never> =>
  new Promise((_, reject) => {
    const cut = () => {
      reject(new EgressTrouble('cancelled', true));
    };
    signal?.addEventListener('abort', cut);
  });

/** The engine in such a world. For tests. */
export async function engineOf(policy: Partial<Policy> = {}, more: Partial<Adapter> = {}) {
  const world = await brokerWorldOf(policy);
  const { parts, outside, grant, ledger, nowMs } = world;
  const asked: string[] = [];
  const answer = createEngine({
    ...parts,
    ...outside,
    adapterOf: () => ({ ...binanceAdapter, ...more }),
    ordering: createOrdering({ ledger, randomness: systemRandomness }),
    askSoon: ({ clientId }) => void asked.push(clientId),
    isWayOf: () => world.state.isWay,
  });

  /** As a client of the phantom signs it, once for all places where it is sent: a bare path, or a whole address. */
  function signed(method: string, parameters: Readonly<Record<string, string>>, more: ChannelCall['headers'] = []) {
    const query = new URLSearchParams(parameters).toString();
    const plain: RawRequest = { method, host: '', path: '/', query, headers: [], body: Buffer.alloc(0) };
    const {
      query: text,
      headers,
      body,
    } = binanceAdapter.sign(plain, {
      ...{ real: phantom, form: 'own', nowMs: nowMs(), clientIds: [] },
    });
    return async (where: string) => {
      const target = `${where.startsWith('/') ? '' : '/x/'}${where}?${text ?? ''}`;
      const { signal } = new AbortController();
      return shown(await answer({ token: grant.id, method, target, headers: [...headers, ...more], body, signal }));
    };
  }

  const ask = (method: string, path: string, parameters: Readonly<Record<string, string>> = {}) =>
    signed(method, parameters)(path);

  return { ...world, ask, signed, answer, asked };
}

async function* piecesOf(body: Buffer): AsyncGenerator<Buffer> {
  yield body;
}

async function shown({ status, body }: ChannelAnswer): Promise<{ status: number; json: unknown; said: string }> {
  const pieces: Buffer[] = [];
  for await (const piece of Buffer.isBuffer(body) ? [body] : body) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  return { status, json: JSON.parse(text), said: text };
}

/** An order that rests, as Binance tells it. */
export const resting = (clientOrderId: string, orderId: number, more: object = {}): Said => ({
  json: { ...{ symbol: 'BTCUSDT', orderId, clientOrderId, status: 'NEW', executedQty: '0', origQty: '1' }, ...more },
});

export const limitBuy = {
  ...{ symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '1', price: '100' },
} as const;
