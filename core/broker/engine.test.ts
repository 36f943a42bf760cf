import { afterEach, describe, expect, it } from 'vitest';
import { engineOf, limitBuy, resting } from './engine.fixture';

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function engine(...words: Parameters<typeof engineOf>) {
  const made = await engineOf(...words);
  closing.push(() => made.close());
  return made;
}

const reducing = { symbol: 'BTCUSDT', side: 'SELL', type: 'MARKET', quantity: '1', reduceOnly: 'true' } as const;
const everyType = { types: ['limit', 'market'] as const, symbols: 'any' as const };

describe('an order that only closes', () => {
  it('uses no budget, and leaves the budget known for the next one', async () => {
    const { ask, state, ledger, grant } = await engine({ ...everyType, types: ['limit', 'market'] });
    state.answer = async ({ query }) => resting(new URLSearchParams(query ?? '').get('newClientOrderId') ?? '', 7);
    expect((await ask('POST', '/fapi/v1/order', { ...reducing, newClientOrderId: 'kh-test-1' })).status).toBe(200);
    expect(ledger.usage(grant.id).placed24h('USDT')?.toString()).toBe('0');
    expect((await ask('POST', '/fapi/v1/order', { ...reducing, newClientOrderId: 'kh-test-2' })).said).toContain('NEW');
    expect((await ask('POST', '/api/v3/order', limitBuy)).status).toBe(200);
  });
});
