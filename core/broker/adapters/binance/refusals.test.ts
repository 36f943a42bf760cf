import ccxt, { type binance as Binance } from 'ccxt';
import { describe, expect, it } from 'vitest';
import type { RefusalKind } from '../adapter';
import { binanceAdapter } from './binance';

const expected = {
  auth: 'AuthenticationError',
  permission: 'PermissionDenied',
  order: 'InvalidOrder',
  // ccxt makes DDoSProtection of every 429 of Binance's, before it looks at the code.
  rate: 'DDoSProtection',
  timestamp: 'InvalidNonce',
  badRequest: 'BadRequest',
  unavailable: 'ExchangeNotAvailable',
  notFound: 'OrderNotFound',
} as const satisfies Record<RefusalKind, string>;

/** How ccxt sees the broker: through `urls.api` its own address, through `proxyUrl` that of the exchange. */
const bases = [
  'http://127.0.0.1:1234/x/https://api.binance.com',
  'https://api.binance.com',
  'https://fapi.binance.com',
  'https://dapi.binance.com',
];

function raised(why: RefusalKind, method: 'GET' | 'POST' | 'DELETE', base: string): unknown {
  const exchange: Binance = new ccxt.binance({ apiKey: 'khTestKey', secret: 'kh-test-secret' });
  exchange.options.hasAlreadyAuthenticatedSuccessfully = true;
  const { status, body } = binanceAdapter.refusal(why, 'keyhaven: max-order 250 USDT', { method } as never);
  const text = body.toString();
  try {
    // ccxt's own order of things: what handleErrors does not raise is left to the status.
    exchange.handleErrors(status, '', `${base}/api/v3/order`, method, {}, text, JSON.parse(text), {}, '');
    exchange.handleHttpStatusCode(status, '', base, method, text);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe.each(Object.keys(expected) as RefusalKind[])('a refusal of the kind %s', (why) => {
  it.each(bases)('raises its own exception in ccxt, with the reason in it, at %s', (base) => {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const error = raised(why, method, base);
      expect(error).toBeInstanceOf(ccxt[expected[why]]);
      expect((error as Error).constructor.name).toBe(expected[why]);
      expect((error as Error).message).toContain('keyhaven: max-order 250 USDT');
    }
  });
});

describe('a key that is gone', () => {
  it('is what Binance says of one, and nothing else', () => {
    const says = (status: number, body: string): boolean =>
      binanceAdapter.saysKeyGone({ status, body: Buffer.from(body) });
    expect(says(401, '{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}')).toBe(true);
    expect(says(401, '{"code":-2014,"msg":"API-key format invalid."}')).toBe(true);
    expect(says(400, '{"code":-2010,"msg":"-2015"}')).toBe(false);
    expect(says(500, '{"code":-2015}')).toBe(false);
    expect(says(401, '<html>')).toBe(false);
  });
});
