import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { measuredFacts } from './measured-facts';
import type { Receive, Seen } from './transport';

const { signal } = new AbortController();

beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 24, 12) + 123 }));
afterAll(() => void vi.useRealTimers());

/** The facts of one answer at this exchange, and what was asked besides; the exchange's clock is `aheadMs` before ours. */
async function measured(
  ccxtId: string,
  body: unknown,
  aheadMs: number,
  time: (nowMs: number) => unknown,
  practice = false,
) {
  const asked: string[] = [];
  const receive: Receive = async (target, { headers, body: sent }) => {
    asked.push(target.href + JSON.stringify(headers) + (sent ?? ''));
    return { status: 200, headers: {}, text: JSON.stringify(time(Date.now() + aheadMs)) };
  };
  const localTimeMs = Date.now();
  const seen: Seen = {
    ...{ sent: true, trouble: null, status: 400, localTimeMs },
    body: JSON.stringify(body),
    exchangeTimeMs: Math.floor((localTimeMs + aheadMs) / 1000) * 1000 + 500,
  };
  const where = { ccxtId, origin: 'https://exchange.example', practice, signal, receive };
  const facts = await measuredFacts(where, seen, 'X');
  return { asked, facts, offMs: (facts.exchangeTimeMs ?? Number.NaN) - facts.localTimeMs };
}

describe('the clock of an exchange', () => {
  it.each([
    ['binance', { code: -1021 }, '/api/v3/time', (ms: number) => ({ serverTime: ms })],
    ['bybit', { retCode: 10002 }, '/v5/market/time', (ms: number) => ({ time: String(ms) })],
    ['okx', { code: '50102' }, '/api/v5/public/time', (ms: number) => ({ data: [{ ts: String(ms) }] })],
    ['gate', { label: 'REQUEST_EXPIRED' }, '/api/v4/spot/time', (ms: number) => ({ server_time: ms })],
    ['coinbaseexchange', { message: 'request timestamp expired' }, '/time', (ms: number) => ({ epoch: ms / 1000 })],
    ['backpack', { message: 'Request has expired' }, '/api/v1/time', (ms: number) => ms],
  ])('of %s is asked for by one request without a key, and read to the millisecond', async (id, body, path, time) => {
    const { asked, offMs } = await measured(id, body, 4_321, time);
    expect(asked).toEqual([`https://exchange.example${path}{}`]);
    expect(offMs).toBe(4_321);
  });

  it('is asked for by name at the practice exchange, where several share a path', async () => {
    const time = (ms: number) => ({ serverTime: ms });
    const { asked, offMs } = await measured('mexc', { code: 700003 }, 4_321, time, true);
    expect(asked).toEqual(['https://exchange.example/mexc/api/v3/time{}']);
    expect(offMs).toBe(4_321);
  });

  it('is asked for where the header alone says that it is off', async () => {
    expect((await measured('okx', { code: '50113' }, -9_000, (ms) => ({ data: [{ ts: ms }] }))).asked).toHaveLength(1);
    expect((await measured('okx', { code: '50113' }, 0, (ms) => ({ data: [{ ts: ms }] }))).asked).toHaveLength(0);
  });

  it.each([
    ['names no question for the time', 'bitfinex', () => 0],
    ['answers something else', 'okx', () => ({ data: 'kh-test' })],
    ['answers a time that cannot be', 'okx', () => ({ data: [{ ts: '9e99' }] })],
    ['answers nothing', 'okx', () => null],
  ])('is that of the header where the exchange %s', async (_, id, time) => {
    const { offMs } = await measured(id, { code: '50102' }, 60_000, time);
    expect(offMs).toBe(60_377);
  });
});
