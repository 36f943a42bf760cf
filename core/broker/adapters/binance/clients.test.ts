import ccxt, { type binance as Binance } from 'ccxt';
import { beforeAll, describe, expect, it } from 'vitest';
import { Decimal } from '../../../base/decimals';
import type { RawRequest } from '../adapter';
import { binanceAdapter } from './binance';

/** Decimals as text. */
const shown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (one instanceof Decimal ? one.toString() : one)));

describe('what ccxt builds for its own calls', () => {
  let exchange: Binance;
  const sent: RawRequest[] = [];

  beforeAll(() => {
    exchange = new ccxt.binance({
      apiKey: 'khTestKey',
      secret: 'kh-test-secret',
      options: { crossMarginPairsData: ['BTCUSDT'], isolatedMarginPairsData: ['BTCUSDT'] },
    });
    exchange.uuid22 = () => 'khtest0000000000000000';
    const both = { status: 'TRADING', baseAsset: 'BTC', filters: [], quantityPrecision: 8, pricePrecision: 8 };
    const market = (id: string, kind: 'spot' | 'linear' | 'inverse'): unknown =>
      exchange.parseMarket(
        kind === 'spot'
          ? { ...both, symbol: id, quoteAsset: 'USDT', orderTypes: spotTypes }
          : {
              ...both,
              symbol: id,
              contractType: 'PERPETUAL',
              quoteAsset: kind === 'linear' ? 'USDT' : 'USD',
              marginAsset: kind === 'linear' ? 'USDT' : 'BTC',
              contractSize: 100,
              orderTypes: contractTypes,
            },
      );
    const spotTypes = [
      'LIMIT',
      'MARKET',
      'LIMIT_MAKER',
      'STOP_LOSS_LIMIT',
      'TAKE_PROFIT_LIMIT',
      'STOP_LOSS',
      'TAKE_PROFIT',
    ];
    const contractTypes = [
      'LIMIT',
      'MARKET',
      'STOP',
      'STOP_MARKET',
      'TAKE_PROFIT',
      'TAKE_PROFIT_MARKET',
      'TRAILING_STOP_MARKET',
    ];
    exchange.setMarkets([
      market('BTCUSDT', 'spot'),
      market('BTCUSDT', 'linear'),
      market('BTCUSD_PERP', 'inverse'),
    ] as never);
    exchange.fetch = (url: string, method: string, headers: Record<string, string>, body?: string) => {
      const { host, pathname, search } = new URL(url);
      sent.push({
        method,
        host,
        path: pathname,
        query: search === '' ? null : search.slice(1),
        headers: Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        body: Buffer.from(body ?? ''),
      });
      throw new ccxt.ExchangeError('not sent');
    };
  });

  const [spot, linear, inverse] = ['BTC/USDT', 'BTC/USDT:USDT', 'BTC/USD:BTC'];

  it.each<[string, () => Promise<unknown>]>([
    ['limit', () => exchange.createOrder(spot, 'limit', 'buy', 1, 2)],
    ['market', () => exchange.createOrder(spot, 'market', 'sell', 1)],
    ['market by cost', () => exchange.createMarketBuyOrderWithCost(spot, 10)],
    ['post only', () => exchange.createOrder(spot, 'limit', 'buy', 1, 2, { postOnly: true })],
    ['stop loss', () => exchange.createOrder(spot, 'limit', 'sell', 1, 2, { stopLossPrice: 3 })],
    [
      'trailing',
      () =>
        exchange.createOrder(spot, 'market', 'sell', 1, undefined, {
          trailingPercent: 1,
          stopLossOrTakeProfit: 'stopLoss',
        }),
    ],
    ['test', () => exchange.createOrder(spot, 'limit', 'buy', 1, 2, { test: true })],
    ['margin', () => exchange.createOrder(spot, 'limit', 'buy', 1, 2, { marginMode: 'isolated' })],
    ['replace', () => exchange.editOrder('7', spot, 'limit', 'buy', 1, 2)],
    ['cancel', () => exchange.cancelOrder('7', spot)],
    ['cancel by id', () => exchange.cancelOrder('', spot, { clientOrderId: 'x-1' })],
    ['cancel all', () => exchange.cancelAllOrders(spot)],
    ['linear limit', () => exchange.createOrder(linear, 'limit', 'buy', 1, 2)],
    ['linear reduce only', () => exchange.createOrder(linear, 'market', 'sell', 1, undefined, { reduceOnly: true })],
    [
      'linear hedged',
      () => exchange.createOrder(linear, 'market', 'sell', 1, undefined, { hedged: true, reduceOnly: true }),
    ],
    ['linear stop', () => exchange.createOrder(linear, 'market', 'sell', 1, undefined, { stopLossPrice: 3 })],
    [
      'linear trailing',
      () =>
        exchange.createOrder(linear, 'market', 'sell', 1, undefined, { trailingPercent: 1, trailingTriggerPrice: 3 }),
    ],
    [
      'linear batch',
      () => exchange.createOrders([{ symbol: linear, type: 'limit', side: 'buy', amount: 1, price: 2 }]),
    ],
    ['linear edit', () => exchange.editOrder('7', linear, 'limit', 'buy', 1, 2)],
    [
      'linear batch edit',
      () =>
        exchange.editOrders([{ id: '7', symbol: linear, type: 'limit', side: 'buy', amount: 1, price: 2 }] as never),
    ],
    ['linear cancels', () => exchange.cancelOrders(['7', '8'], linear)],
    ['linear cancels by id', () => exchange.cancelOrders([], linear, { clientOrderIds: ['a', 'b'] })],
    ['linear cancel stop', () => exchange.cancelOrder('7', linear, { stop: true })],
    ['linear cancel all stops', () => exchange.cancelAllOrders(linear, { stop: true })],
    ['leverage', () => exchange.setLeverage(5, linear)],
    ['margin mode', () => exchange.setMarginMode('isolated', linear)],
    ['inverse limit', () => exchange.createOrder(inverse, 'limit', 'buy', 1, 2)],
    ['inverse stop', () => exchange.createOrder(inverse, 'limit', 'sell', 1, 2, { triggerPrice: 3 })],
    [
      'inverse batch',
      () => exchange.createOrders([{ symbol: inverse, type: 'limit', side: 'buy', amount: 1, price: 2 }]),
    ],
  ])('%s is understood whole', async (_, call) => {
    sent.length = 0;
    await call().catch((error: unknown) => {
      if (!(error instanceof ccxt.ExchangeError) || !error.message.includes('not sent')) throw error;
    });
    const [first] = sent;
    expect(first && binanceAdapter.read(first, 'asReceived')).toMatchObject({ ok: true });
    expect(first && shown(binanceAdapter.read(first, 'asReceived'))).toMatchSnapshot();
  });
});
