import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Decimal } from '../base/decimals';
import { systemRandomness } from '../base/random';
import type { OrderWish } from '../tokens/actions';
import type { Usage } from '../tokens/decision/decision';
import { btc, createLedgerHome } from '../tokens/ledger/ledger.fixture';
import { policyOf } from '../tokens/tokens.fixture';
import { binanceAdapter } from './adapters/binance/binance';
import { createOrdering } from './ordering';
import { Refused } from './refusals';

let home: ReturnType<typeof createLedgerHome>;
beforeEach(() => {
  home = createLedgerHome();
});
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
  it('is decided once, on what all that were asked for before it hold', async () => {
    const { ledger } = await home.open();
    const ordering = createOrdering({ ledger, randomness: systemRandomness });
    const seen: (string | undefined)[] = [];
    const decide = (usage: Usage) => {
      seen.push(usage.open('USDT')?.toString());
      return [{ index: 0, value: Decimal.of('100'), currency: 'USDT' }];
    };
    const reserve = (signature: string) => {
      const orders = ordering.numbered('token', understood, binanceAdapter);
      return ordering.reserve({ id: 'token', policy: policyOf() }, signature, understood, orders, decide);
    };
    await Promise.all([reserve('a'.repeat(64)), reserve('b'.repeat(64))]);
    expect(seen).toStrictEqual(['0', '100']);
    await ledger.close();
  });

  it('is refused, and nothing is in the ledger, where the decision refuses it', async () => {
    const { ledger } = await home.open();
    const ordering = createOrdering({ ledger, randomness: systemRandomness });
    const refuse = () => {
      throw new Refused('max-open', 'max-open 1000 USDT');
    };
    const orders = ordering.numbered('token', understood, binanceAdapter);
    const reserving = ordering.reserve({ id: 'token', policy: policyOf() }, 'a'.repeat(64), understood, orders, refuse);
    await expect(reserving).rejects.toMatchObject({ name: 'Refused', rule: 'max-open' });
    expect(ledger.unsettled('token')).toStrictEqual([]);
    await ledger.close();
  });
});
