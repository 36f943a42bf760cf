import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { endpointClasses } from '../../../../tokens/policy/policy';
import { endpoints } from './table';

type Api = Record<'public' | 'private', Record<string, Record<string, unknown>>>;

/** `GET /api/v5/…`, as ccxt knows them. */
function known(exchange: 'okx' | 'myokx' | 'okxus', side: 'public' | 'private'): string[] {
  const { api } = new ccxt[exchange]().describe() as { api: Api };
  return Object.entries(api[side]).flatMap(([method, paths]) =>
    Object.keys(paths).map((path) => `${method.toUpperCase()} /api/v5/${path}`),
  );
}

/** Answered with and without a signature. */
const alsoPublic = [
  'GET /api/v5/tradingBot/grid/ai-param',
  'POST /api/v5/tradingBot/grid/min-investment',
  'GET /api/v5/support/announcements',
];

describe('the class table', () => {
  it.each(['okx', 'myokx', 'okxus'] as const)(
    'has a row for every endpoint that %s of ccxt knows, and no other',
    (id) => {
      const all = [...known(id, 'public'), ...known(id, 'private')];
      expect([...endpoints.keys()].sort()).toStrictEqual([...new Set(all)].sort());
    },
  );

  it('lets out unsigned only what ccxt does not sign', () => {
    const open = [...endpoints].filter(([, row]) => row === 'public').map(([endpoint]) => endpoint);
    const [unsigned, signed] = [known('okx', 'public'), known('okx', 'private')];
    expect(open.filter((endpoint) => !unsigned.includes(endpoint))).toStrictEqual([]);
    expect(open.filter((endpoint) => signed.includes(endpoint)).sort()).toStrictEqual([...alsoPublic].sort());
  });

  it('grants nothing whose name speaks of money that moves, is lent, borrowed, converted or staked', () => {
    const words =
      /withdrawal|transfer|lightning|convert|borrow|repay|loan|finance|subaccount|rfq|sprd|copytrading|tradingBot/;
    const granted = [...endpoints].filter(([endpoint, row]) => words.test(endpoint) && isClass(row));
    expect(granted.map(([endpoint]) => endpoint)).toStrictEqual([
      'GET /api/v5/account/borrow-repay-history',
      'GET /api/v5/account/max-loan',
      'GET /api/v5/account/max-withdrawal',
      'GET /api/v5/account/quick-margin-borrow-repay-history',
      'GET /api/v5/account/spot-borrow-repay-history',
      'GET /api/v5/asset/transfer-state',
      'GET /api/v5/asset/withdrawal-history',
    ]);
  });

  it('grants no POST but the ten that trade and the one that sets leverage', () => {
    const granted = [...endpoints].filter(([endpoint, row]) => endpoint.startsWith('POST') && isClass(row));
    expect(granted).toStrictEqual([
      ['POST /api/v5/trade/amend-algos', 'trade.edit'],
      ['POST /api/v5/trade/amend-batch-orders', 'trade.edit'],
      ['POST /api/v5/trade/amend-order', 'trade.edit'],
      ['POST /api/v5/trade/batch-orders', 'trade.create'],
      ['POST /api/v5/trade/cancel-algos', 'trade.cancel'],
      ['POST /api/v5/trade/cancel-batch-orders', 'trade.cancel'],
      ['POST /api/v5/trade/cancel-order', 'trade.cancel'],
      ['POST /api/v5/trade/close-position', 'trade.create'],
      ['POST /api/v5/trade/order', 'trade.create'],
      ['POST /api/v5/trade/order-algo', 'trade.create'],
      ['POST /api/v5/account/set-leverage', 'margin.set'],
    ]);
  });

  it('raises an alarm for every way out', () => {
    const alarms = [...endpoints].filter(([, row]) => row === 'moves money').map(([endpoint]) => endpoint);
    expect(alarms.sort()).toStrictEqual([
      'POST /api/v5/account/move-positions',
      'POST /api/v5/asset/subaccount/transfer',
      'POST /api/v5/asset/transfer',
      'POST /api/v5/asset/withdrawal',
      'POST /api/v5/asset/withdrawal-lightning',
      'POST /api/v5/fiat/create-withdrawal',
      'POST /api/v5/tradingBot/grid/withdraw-income',
      'POST /api/v5/users/subaccount/set-transfer-out',
    ]);
  });
});

function isClass(row: string): boolean {
  return (endpointClasses as readonly string[]).includes(row);
}
