import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { FieldName } from '../../core/contract/words';
import { inspectors } from '../../core/exchanges/inspectors/inspectors';
import type { Call, Imaginary, Inspector, Parameters } from '../../core/exchanges/inspectors/inspector';
import { probes } from '../../core/exchanges/probes/probes';
import { ask } from '../../core/exchanges/worker/ask';
import { implicitName, isCcxtCall } from '../../core/exchanges/worker/ccxt-calls';
import { instanceFor } from '../../core/exchanges/worker/instance';
import { createLine } from '../../core/exchanges/worker/line';
import type { Job } from '../../core/exchanges/worker/messages';
import { ccxtModules, isCcxtId } from '../../core/exchanges/worker/modules';
import { createTransport, type Receive } from '../../core/exchanges/worker/transport';

/**
 * Everything that a test of a key can send, sent by real ccxt into a transport that only records. Nothing leaves this computer, and
 * whatever is not on the inspector's list is a failure.
 */

const random32 = createHash('sha256').update('kh-test').digest();

/** Shaped so that nearly every exchange can sign with them. */
const usual: Partial<Record<FieldName, string>> = {
  apiKey: 'kh-test-account-key',
  secret: random32.toString('base64'),
  password: 'kh-test-passphrase',
};
const ofOrderly = { apiKey: 'kh-test-key', secret: 'B'.repeat(44), accountId: `0x${random32.toString('hex')}` };
const unusual: Record<string, Partial<Record<FieldName, string>>> = {
  coinbase: { apiKey: 'organizations/kh-test/apiKeys/kh-test', secret: ecKey() },
  hyperliquid: { privateKey: `0x${random32.toString('hex')}`, walletAddress: `0x${'ab'.repeat(20)}` },
  lbank: { apiKey: 'kh-test-key', secret: 'kh-test-secret' },
  woofipro: ofOrderly,
  modetrade: ofOrderly,
};

function ecKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'sec1', format: 'pem' }).toString();
}

interface Sent {
  method: string;
  url: URL;
  body: string | undefined;
}

let sent: Sent[] = [];
afterEach(() => {
  sent = [];
});

const recording =
  (text: string): Receive =>
  async (target, { method, body }) => {
    sent.push({ method, url: target, body });
    return { status: 200, headers: {}, text };
  };

const everyExchange = inspectors.flatMap((inspector) =>
  Object.entries(inspector.hosts).map(([exchange, host]) => ({ exchange, host, inspector })),
);
const everyCall = everyExchange.flatMap(({ inspector, ...rest }) =>
  Object.entries(inspector.calls).map(([name, call]) => ({ ...rest, inspector, name, call })),
);

const jobOf = (exchange: string): Job => ({
  type: 'job',
  id: '1',
  exchange,
  practice: null,
  fields: unusual[exchange] ?? usual,
  deadlineMs: 2_000,
});

async function lineTo(exchange: string, host: string, inspector: Inspector) {
  const job = jobOf(exchange);
  const ccxt = isCcxtId(exchange) ? instanceFor((await ccxtModules[exchange]()).default, inspector, job) : null;
  const origin = `https://${host}`;
  const transport = () => createTransport(origin, new AbortController().signal, recording('{}'));
  return { ccxt, line: createLine({ job, inspector, exchange: ccxt, origin, transport }) };
}

/** What a call is made with: for the trial of a right to trade, its order that nobody has. */
function parametersOf(inspector: Inspector, name: string, imaginary: Imaginary): Parameters {
  const trade = probes.find((each) => each === inspector)?.probe.trade;
  return name === 'trade' && trade !== undefined ? trade.parameters(imaginary) : {};
}

const pathOf = (call: Call, parameters: Parameters) =>
  call.path.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name]));
const listed = (inspector: Inspector) => Object.values(inspector.calls).map(asSent);
const asSent = ({ method, path }: Call) => `${method} ${path}`;

describe('every call of every inspector', () => {
  it.each(everyCall)('$exchange $name is one request, to the host and path it names', async (row) => {
    const { line } = await lineTo(row.exchange, row.host, row.inspector);
    const parameters = parametersOf(row.inspector, row.name, line.asking.imaginary);
    await line.asking.attempt(row.name, parameters);
    expect(sent.map(({ method, url }) => `${method} ${url.host}${url.pathname}`)).toEqual([
      `${row.call.method} ${row.host}${pathOf(row.call, parameters)}`,
    ]);
    expect(line.evidence).toMatchObject([{ endpoint: asSent(row.call) }]);
  });
});

/** What must never be called while a key is tested: it moves or takes money, changes orders, keys or the account. */
const never =
  /withdraw|transfer|deposit|borrow|repay|convert|create|add|edit|amend|batch|cancel_?all|close|leverage|margin|position|sub_?account|revoke|remove|reset|disable|change|scope|default|confirm|gift|all\b/i;

/** The only calls that do more than read, each with all that is sent in it beside the signature. The order is one that nobody has. */
const trials: Record<string, object> = {
  binanceus: { symbol: 'BTCUSDT', origClientOrderId: 'UUID' },
  bitstamp: { id: 'LONG' },
  bitvavo: { market: 'BTC-EUR', orderId: 'UUID', operatorId: '1' },
  coinbaseexchange: {},
  coinex: { market: 'BTCUSDT', market_type: 'SPOT', order_id: 'NUMBER' },
  cryptocom: { client_oid: 'UUID' },
  delta: { id: 'NUMBER', product_id: '27' },
  hashkey: order(),
  phemex: { symbol: 'sBTCUSDT', clOrdID: 'UUID' },
  poloniex: {},
  toobit: order(),
  upbit: { identifier: 'UUID' },
  whitebit: { market: 'BTC_USDT', orderId: 'NUMBER' },
  woo: { symbol: 'SPOT_BTC_USDT', clientOrderId: 'NUMBER' },
};
const ofSignature = /^(timestamp|recvWindow|signature|signTimestamp|nonce|nonceWindow|request)$/;

function order() {
  return {
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '0.001',
    price: '20000',
    newClientOrderId: 'UUID',
  };
}

function saidIn({ url, body = '' }: Sent): Record<string, unknown> {
  const json = body.startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : undefined;
  const inBody = json ?? Object.fromEntries(new URLSearchParams(body));
  return { ...Object.fromEntries(url.searchParams), ...((json?.params as object | undefined) ?? inBody) };
}

describe('the calls on the lists', () => {
  it('have none that moves money, or changes an order that is there, a key or the account', () => {
    const trialPaths = probes.flatMap(({ probe }) => probe.trade?.call ?? []);
    for (const { call, exchange } of everyCall) {
      const cancels = trialPaths.some((trial) => trial === call);
      // The first part of an address, and no verb.
      const harmless = asSent(call).replace('/exchange/v1', '');
      expect(cancels ? '' : never.exec(harmless)?.[0], `${exchange} ${asSent(call)}`).toBeFalsy();
      if (cancels) expect(asSent(call), exchange).toMatch(/^(DELETE|POST) \S*(order|orders|orderTest)(\/|\b|_)/i);
    }
  });

  it('change something for nobody but by an order that does not exist or is checked and dropped', () => {
    for (const { probe } of probes) {
      if (probe.trade === undefined) continue;
      const { kind, call } = probe.trade;
      if (kind === 'validateOnly') expect(call.path).toMatch(/test/i);
      else expect(`${call.method} ${call.path}`).toMatch(/^DELETE|cancel/);
    }
  });

  it.each(everyCall.filter(({ name, inspector }) => name === 'trade' && probes.some((each) => each === inspector)))(
    'try trading on $exchange with this and nothing else',
    async ({ exchange, host, inspector, name, call }) => {
      const { line } = await lineTo(exchange, host, inspector);
      const { imaginary } = line.asking;
      await line.asking.attempt(name, parametersOf(inspector, name, imaginary));
      const said = Object.entries(saidIn(sent[0]!)).filter(([key]) => !ofSignature.test(key));
      const named = said.map(([key, value]) => [
        key,
        String(value)
          .replace(imaginary.uuid, 'UUID')
          .replace(imaginary.long, 'LONG')
          .replace(String(imaginary.number), 'NUMBER'),
      ]);
      expect(Object.fromEntries(named)).toEqual(trials[exchange]);
      expect(sent[0]!.url.href + (sent[0]!.body ?? '')).toMatch(
        new RegExp(`${imaginary.uuid}|${imaginary.long}|${String(imaginary.number)}`),
      );
      expect(String(imaginary.number)).toMatch(/^9\d{14}$/);
      expect(imaginary.long).toMatch(/^9\d{18}$/);
      expect(asSent(call)).not.toMatch(/all\b/i);
    },
  );
});

describe('every inspector', () => {
  it('has its exchanges among those that the worker can load, and these are all', () => {
    const needed = everyExchange.filter(({ inspector }) => Object.values(inspector.calls).some(isCcxtCall));
    expect(needed.map(({ exchange }) => exchange).sort()).toEqual(Object.keys(ccxtModules).sort());
  });

  it.each(everyExchange)('of $exchange sends nothing but its list, whatever is answered', async (row) => {
    for (const answer of ['{}', '[]', '{"code":0,"data":[]}', '<html></html>', '']) {
      await ask(jobOf(row.exchange), new AbortController().signal, recording(answer));
    }
    expect(sent).not.toEqual([]);
    for (const { method, url } of sent) {
      expect(url.host).toBe(row.host);
      expect(listed(row.inspector)).toContain(`${method} ${url.pathname}`);
    }
  });

  it.each(everyExchange)(
    'of $exchange has an instance with these calls and no other, which sends nothing when it is made',
    async (row) => {
      const { ccxt } = await lineTo(row.exchange, row.host, row.inspector);
      const calls = Object.entries(ccxt ?? {}).flatMap(([name, value]) =>
        typeof value === 'function' && /^[a-z]\w*(Get|Post|Put|Delete|Patch)[A-Z]/.test(name) ? [name] : [],
      );
      const named = Object.values(row.inspector.calls).filter(isCcxtCall).map(implicitName);
      expect(calls.sort()).toEqual([...new Set(named)].sort());
      expect(sent).toEqual([]);
    },
  );
});
