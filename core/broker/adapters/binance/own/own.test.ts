import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../../base/decimals';
import type { WholeAnswer } from '../../adapter';
import { binanceAdapter } from '../binance';

/** Shapes of developers.binance.com, seen 2026-11; numbers and ids are invented. */
const answer = (body: string, status = 200): WholeAnswer => ({ status, body: Buffer.from(body) });
const market = { venue: 'spot', id: 'BTCUSDT' } as const;
const order = (fields: string): string => `{"symbol":"BTCUSDT","orderId":8389765518475562193,${fields}}`;

const flat = (outcome: object): unknown =>
  Object.fromEntries(
    Object.entries(outcome).map(([name, value]) => [
      name,
      value instanceof Decimal ? value.toString() : (value as unknown),
    ]),
  );

describe('the broker’s own questions', () => {
  const { own } = binanceAdapter;
  const usdm = { venue: 'usdm', id: 'BTCUSDT_261225' };

  const readOrder = (said: WholeAnswer) => own.readOrder(said, { market: usdm, clientId: 'mine', orderId: null });

  it('an order that Binance does not know is not found, and all that is unclear stays unknown', () => {
    expect(readOrder(answer('{"code":-2013,"msg":"Order does not exist."}', 400)).state).toBe('notFound');
    expect(readOrder(answer('{"code":-1007,"msg":""}', 408)).state).toBe('unknown');
    expect(readOrder(answer('{"code":-2013,"msg":""}', 503)).state).toBe('unknown');
    expect(readOrder(answer('<html>', 404)).state).toBe('unknown');
    expect(flat(readOrder(answer(order('"status":"FILLED","executedQty":"1"'))))).toMatchObject({
      state: 'done',
      filled: '1',
    });
  });

  it('a conditional order counts as filled whole once it is finished, and as open while its successor may rest', () => {
    const algo = (algoStatus: string): unknown =>
      flat(readOrder(answer(`{"algoId":7,"quantity":"3","algoStatus":"${algoStatus}"}`)));
    expect(algo('NEW')).toMatchObject({ state: 'open', filled: '0' });
    expect(algo('TRIGGERED')).toMatchObject({ state: 'open', filled: '0' });
    expect(algo('FINISHED')).toMatchObject({ state: 'done', filled: '3' });
    expect(algo('CANCELED')).toMatchObject({ state: 'done', filled: '0' });
  });

  it('prices are fresh and whole, or none', () => {
    const prices = (body: string): unknown => {
      const row = own.readPrices(market, answer(body));
      return row && flat(row);
    };
    expect(prices('{"symbol":"BTCUSDT","lastPrice":"2","bidPrice":"1","askPrice":"3"}')).toStrictEqual({
      last: '2',
      bid: '1',
      ask: '3',
    });
    expect(prices('[{"symbol":"BTCUSDT","bidPrice":"1","askPrice":"3"}]')).toStrictEqual({
      last: '3',
      bid: '1',
      ask: '3',
    });
    expect(prices('{"symbol":"BTCUSDT","lastPrice":"2","bidPrice":"0.00","askPrice":"3"}')).toBeUndefined();
    expect(prices('{"symbol":"ETHUSDT","lastPrice":"2","bidPrice":"1","askPrice":"3"}')).toBeUndefined();
  });

  it('markets are named as ccxt names them', () => {
    const info = (row: object): WholeAnswer => answer(JSON.stringify({ symbols: [row] }));
    const spot = own.readMarket(market, info({ symbol: 'BTCUSDT', baseAsset: 'BTC', quoteAsset: 'USDT' }));
    expect(spot && flat(spot)).toMatchObject({ symbol: 'BTC/USDT', settle: null, contractSize: '1', inverse: false });
    const dated = {
      symbol: usdm.id,
      baseAsset: 'BTC',
      quoteAsset: 'USDT',
      marginAsset: 'USDT',
      contractType: 'CURRENT_QUARTER',
      deliveryDate: 1_798_185_600_000,
    };
    expect(own.readMarket(usdm, info(dated))?.symbol).toBe('BTC/USDT:USDT-261225');
    const perp = {
      symbol: 'BTCUSD_PERP',
      baseAsset: 'BTC',
      quoteAsset: 'USD',
      marginAsset: 'BTC',
      contractType: 'PERPETUAL',
      contractSize: 100,
    };
    const inverse = own.readMarket({ venue: 'coinm', id: 'BTCUSD_PERP' }, info(perp));
    expect(inverse && flat(inverse)).toMatchObject({ symbol: 'BTC/USD:BTC', contractSize: '100', inverse: true });
    expect(
      own.readMarket({ venue: 'coinm', id: 'BTCUSD_PERP' }, info({ ...perp, contractSize: undefined }))?.contractSize,
    ).toBeNull();
    expect(own.readMarket(market, info(perp))).toBeUndefined();
  });

  it('ask each kind of order where it is kept', () => {
    const asks = (venue: string, orderId: string | null): string => {
      const { request } = own.cancel({ market: { venue, id: 'BTCUSDT' }, clientId: 'khA', orderId });
      return `${request.method} ${request.host}${request.path}?${request.query ?? ''}`;
    };
    expect(asks('spot', '7')).toBe('DELETE api.binance.com/api/v3/order?symbol=BTCUSDT&orderId=7&recvWindow=5000');
    expect(asks('isolated', null)).toBe(
      'DELETE api.binance.com/sapi/v1/margin/order?symbol=BTCUSDT&origClientOrderId=khA&isIsolated=TRUE&recvWindow=5000',
    );
    expect(asks('usdm.algo', null)).toBe(
      'DELETE fapi.binance.com/fapi/v1/algoOrder?symbol=BTCUSDT&clientAlgoId=khA&recvWindow=5000',
    );
    expect(asks('coinm', '7')).toBe('DELETE dapi.binance.com/dapi/v1/order?symbol=BTCUSDT&orderId=7&recvWindow=5000');
    expect(own.readTime(answer('{"serverTime":1750000000123}'))).toBe(1_750_000_000_123);
  });
});
