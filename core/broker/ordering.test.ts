import { afterEach, describe, expect, it } from 'vitest';
import { Decimal } from '../base/decimals';
import { systemRandomness } from '../base/random';
import type { OrderWish } from '../tokens/actions';
import { btc, createLedgerHome } from '../tokens/ledger/ledger.fixture';
import { policyOf } from '../tokens/tokens.fixture';
import { binanceAdapter } from './adapters/binance/binance';
import { createOrdering } from './ordering';

const home = createLedgerHome();
afterEach(() => home.remove());

const wish: OrderWish = {
  ...{ market: btc, side: 'buy', type: 'limit', amount: Decimal.of('1'), quoteAmount: null },
  ...{ price: Decimal.of('100'), triggerPrice: null, reduceOnly: false, clientId: null },
};
const understood = {
  class: 'trade.create',
  endpoint: 'POST /api/v3/order',
  action: { kind: 'place', orders: [wish] },
} as const;

describe('a reservation', () => {
  it('is refused, and nothing is in the ledger, where the decision at that moment is worth another value', async () => {
    const { ledger } = await home.open();
    const ordering = createOrdering({ ledger, randomness: systemRandomness });
    const values = ['100', '101'];
    const decide = () => {
      const value = Decimal.of(values.shift() ?? '0');
      return { allowed: true, reserve: [{ index: 0, value, currency: 'USDT' }] } as const;
    };
    const orders = ordering.numbered('token', understood, binanceAdapter);
    const reserving = ordering.reserve({ id: 'token', policy: policyOf() }, 'a'.repeat(64), understood, orders, decide);
    await expect(reserving).rejects.toMatchObject({ name: 'Refused', rule: 'internal' });
    expect(ledger.unsettled('token')).toStrictEqual([]);
    await ledger.close();
  });
});
