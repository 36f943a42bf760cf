import type { StyleId } from '../state';
import { amount, over, times, type Amount } from './amounts';

/** Where an exchange keeps a kind of books. */
export type Venue = 'spot' | 'usdm' | 'coinm' | 'swap';

export interface Market {
  style: StyleId;
  venue: Venue;
  /** The exchange's own name. */
  id: string;
  base: string;
  quote: string;
  /** What profit and margin are paid in; null on spot. */
  settle: string | null;
  /** One contract, in base units where it is linear, in quote units where it is inverse; 1 on spot. */
  contract: Amount;
  inverse: boolean;
  tick: Amount;
  step: Amount;
  least: Amount;
  /** The smallest value of an order in quote units. */
  leastValue: Amount;
  /** Where the price stands until somebody moves it. */
  start: { bid: Amount; ask: Amount; last: Amount };
}

type Prices = readonly [bid: string, last: string, ask: string];

const btc: Prices = ['59999.9', '60000', '60000.1'];
const eth: Prices = ['2999.9', '3000', '3000.1'];
const bnb: Prices = ['599.9', '600', '600.1'];
const ethBtc: Prices = ['0.04999', '0.05', '0.05001'];

function spot(style: StyleId, base: string, quote: string, [bid, last, ask]: Prices, rules: Rules): Market {
  return {
    ...{ style, venue: 'spot', base, quote, settle: null, contract: amount('1'), inverse: false },
    id: style === 'okx' ? `${base}-${quote}` : base + quote,
    ...rulesOf(rules),
    start: { bid: amount(bid), ask: amount(ask), last: amount(last) },
  };
}

interface Contract {
  style: StyleId;
  venue: Venue;
  id: string;
  base: string;
  quote: string;
  settle: string;
  contract: string;
}

function contract(what: Contract, [bid, last, ask]: Prices, rules: Rules): Market {
  return {
    ...what,
    contract: amount(what.contract),
    inverse: what.settle === what.base,
    ...rulesOf(rules),
    start: { bid: amount(bid), ask: amount(ask), last: amount(last) },
  };
}

type Rules = readonly [tick: string, step: string, least: string, leastValue: string];

function rulesOf([tick, step, least, leastValue]: Rules): Pick<Market, 'tick' | 'step' | 'least' | 'leastValue'> {
  return { tick: amount(tick), step: amount(step), least: amount(least), leastValue: amount(leastValue) };
}

const usdm = (base: string): Contract => ({
  ...{ style: 'binance', venue: 'usdm', id: `${base}USDT`, base, quote: 'USDT', settle: 'USDT', contract: '1' },
});
const okxSwap = (base: string, quote: string, settle: string, size: string): Contract => ({
  ...{ style: 'okx', venue: 'swap', id: `${base}-${quote}-SWAP`, base, quote, settle, contract: size },
});

/** Every market. To add one: a row. */
export const markets: readonly Market[] = [
  spot('binance', 'BTC', 'USDT', btc, ['0.01', '0.00001', '0.00001', '5']),
  spot('binance', 'ETH', 'USDT', eth, ['0.01', '0.0001', '0.0001', '5']),
  spot('binance', 'BNB', 'USDT', bnb, ['0.01', '0.001', '0.001', '5']),
  spot('binance', 'ETH', 'BTC', ethBtc, ['0.00001', '0.0001', '0.0001', '0.0001']),
  contract(usdm('BTC'), btc, ['0.1', '0.001', '0.001', '100']),
  contract(usdm('ETH'), eth, ['0.01', '0.001', '0.001', '20']),
  contract(
    { style: 'binance', venue: 'coinm', id: 'BTCUSD_PERP', base: 'BTC', quote: 'USD', settle: 'BTC', contract: '100' },
    btc,
    ['0.1', '1', '1', '0'],
  ),
  spot('okx', 'BTC', 'USDT', btc, ['0.1', '0.00000001', '0.00001', '0']),
  spot('okx', 'ETH', 'USDT', eth, ['0.01', '0.000001', '0.0001', '0']),
  spot('okx', 'ETH', 'BTC', ethBtc, ['0.00001', '0.000001', '0.001', '0']),
  contract(okxSwap('BTC', 'USDT', 'USDT', '0.01'), btc, ['0.1', '0.01', '0.01', '0']),
  contract(okxSwap('ETH', 'USDT', 'USDT', '0.1'), eth, ['0.01', '0.01', '0.01', '0']),
  contract(okxSwap('BTC', 'USD', 'BTC', '100'), btc, ['0.1', '1', '1', '0']),
];

export const marketKey = ({ style, venue, id }: Pick<Market, 'style' | 'venue' | 'id'>): string =>
  `${style}:${venue}:${id}`;

const byKey = new Map(markets.map((market) => [marketKey(market), market]));

export const marketOf = (key: string): Market | undefined => byKey.get(key);
export const marketsOf = (style: StyleId, venue: Venue): readonly Market[] =>
  markets.filter((market) => market.style === style && market.venue === venue);

/** What an amount is worth in the asset that pays for it: the quote on spot, the settlement asset of a contract. */
export function valueOf(market: Market, quantity: Amount, price: Amount): Amount {
  const contracts = times(quantity, market.contract);
  return market.inverse ? over(contracts, price) : times(contracts, price);
}
