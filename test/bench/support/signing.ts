import { createSecretKey } from 'node:crypto';
import ccxt from 'ccxt';
import { Decimal } from '../../../core/base/decimals';
import { systemClock } from '../../../core/base/clock';
import type { Incoming, SigningKey } from '../../../core/broker/adapters/adapter';
import { adapterFor } from '../../../core/broker/adapters/adapters';
import { decide } from '../../../core/tokens/decision/decide';
import type { Facts } from '../../../core/tokens/decision/decision';
import { TokenState } from '../../../core/tokens/ledger/token-state';
import { parsePolicy } from '../../../core/tokens/policy/parse';
import { alternating } from './measure';
import { policyFor } from './policy';

/** What the broker thinks of one request, from the phantom's signature to the real one, against what ccxt takes to sign it once. */

interface Call {
  readonly what: string;
  readonly exchange: 'binance' | 'okx';
  /** ccxt's `sign()`: path, group, method, parameters. */
  readonly words: readonly [path: string, group: string, method: string, parameters: object];
  readonly clientIds: readonly string[];
}

const clientId = 'x-R4BD3S82khbench1';
const okxId = 'khbench1';
const calls: readonly Call[] = [
  { what: 'a read of binance', exchange: 'binance', words: ['account', 'private', 'GET', {}], clientIds: [] },
  {
    what: 'an order of binance',
    exchange: 'binance',
    words: [
      'order',
      'private',
      'POST',
      {
        ...{ symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.001', price: '60000' },
        ...{ newClientOrderId: clientId, newOrderRespType: 'RESULT' },
      },
    ],
    clientIds: [clientId],
  },
  { what: 'a read of okx', exchange: 'okx', words: ['account/balance', 'private', 'GET', {}], clientIds: [] },
  {
    what: 'an order of okx',
    exchange: 'okx',
    words: [
      'trade/batch-orders',
      'private',
      'POST',
      [{ instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '0.001', px: '60000', clOrdId: okxId }],
    ],
    clientIds: [okxId],
  },
];

const inBatch = 400;
const rounds = 40;

export interface Compared {
  readonly what: string;
  /** Microseconds of one call. */
  readonly ours: number;
  readonly ccxts: number;
}

export async function compareSigning(): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const call of calls) {
    const { ours, ccxts } = await alternating(rounds, { ours: perCall(oursOf(call)), ccxts: perCall(ccxtsOf(call)) });
    compared.push({ what: call.what, ours, ccxts });
  }
  return compared;
}

function perCall(work: () => unknown): () => number {
  return () => {
    const began = performance.now();
    for (let n = 0; n < inBatch; n += 1) work();
    return ((performance.now() - began) * 1_000) / inBatch;
  };
}

const phantom = { apiKey: 'kh-test-bench-phantom', secret: 'kh-test-bench-phantom-secret', password: 'kh-test-pass' };
const real = { apiKey: 'kh-test-bench-real', secret: 'kh-test-bench-real-secret', password: 'kh-test-pass-2' };

interface Signed {
  readonly url: string;
  readonly method: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function ccxtsOf({ exchange, words }: Call): () => Signed {
  const client = new ccxt[exchange](phantom);
  return () => client.sign(...words) as Signed;
}

function oursOf(call: Call): () => void {
  const adapter = adapterFor(call.exchange);
  const [theirs, ours] = [keyOf(call.exchange, phantom), keyOf(call.exchange, real)];
  const arrived = received(ccxtsOf(call)());
  const read = parsePolicy(policyFor(call.exchange));
  if (!read.ok) throw new Error('the policy of the bench is no policy');
  const { policy } = read;
  const token = new TokenState('bench');
  return () => {
    const now = systemClock.now();
    // One of its own each time, as from a connection: what is kept for a request must not serve the next.
    const request = { ...arrived };
    if (adapter.keyOf(request) !== theirs.apiKey) throw new Error('another key');
    const verified = adapter.verify(request, theirs);
    if (!verified.ok) throw new Error(verified.why);
    const understood = adapter.read(request, verified.form);
    if (!understood.ok) throw new Error(understood.reason);
    const decision = decide({
      understood: understood.understood,
      policy,
      standing: { state: 'active' },
      facts,
      usage: token.usage(Date.now()),
      now,
    });
    if (!decision.allowed) throw new Error(decision.reason);
    // By which a call that changes something is known again.
    if (understood.understood.action.kind !== 'read' && verified.signature === '') throw new Error('no signature');
    adapter.sign(request, { real: ours, form: verified.form, nowMs: Date.now(), clientIds: call.clientIds });
  };
}

function keyOf(exchange: Call['exchange'], { apiKey, secret, password }: typeof phantom): SigningKey {
  const passphrase = exchange === 'okx' ? password : null;
  return { kind: 'hmac', apiKey, key: createSecretKey(Buffer.from(secret)), passphrase };
}

/** As it arrives from ccxt in JavaScript. */
function received({ url, method, body = '', headers = {} }: Signed): Incoming {
  const { host, pathname, search } = new URL(url);
  const bytes = Buffer.from(body);
  const sent = { host, 'user-agent': 'bench', accept: '*/*', 'accept-encoding': 'gzip, deflate, br', ...headers };
  const length = bytes.length === 0 ? [] : [['content-length', String(bytes.length)] as const];
  return {
    ...{ method, host, path: pathname, query: search === '' ? null : search.slice(1), body: bytes },
    headers: [...Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value] as const), ...length],
    seenTarget: pathname + search,
  };
}

const one = Decimal.of('1');
const [bid, last, ask] = ['59999.9', '60000', '60000.1'].map((text) => Decimal.of(text)) as [Decimal, Decimal, Decimal];
const market = {
  ...{ symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', settle: null, contractSize: one, inverse: false },
  prices: { bid, last, ask },
};
const facts: Facts = { market: () => market, rate: () => one };
