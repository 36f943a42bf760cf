import type { StyleId } from '../../practice/state';

/** What an exchange tells of a key beside its rights, from its documentation. */
export interface ToldFacts {
  /** `flag`: that there is a list, not what is in it. `masked`: the ends of its addresses. */
  readonly ip: 'list' | 'flag' | 'masked' | 'nothing';
  readonly created: boolean;
  /** `days`: how many are left. A key that stays is `never` where that is said. */
  readonly expires: 'date' | 'days' | 'nothing';
  readonly endless: 'never' | 'unknown';
  readonly lastUsed: boolean;
  /** The rights that a key needs to be told of, and some that trade. */
  readonly reads: readonly string[];
  readonly trades: readonly string[];
}

const silent = { created: false, expires: 'nothing', endless: 'unknown', lastUsed: false } as const;

export const toldFacts: Readonly<Record<StyleId, ToldFacts>> = {
  binance: {
    ...{ ...silent, ip: 'flag', created: true },
    ...{ reads: ['enableReading'], trades: ['enableSpotAndMarginTrading'] },
  },
  okx: { ...silent, ip: 'list', reads: ['read_only'], trades: ['trade'] },
  bybit: {
    ...{ ip: 'list', created: true, expires: 'date', endless: 'never', lastUsed: false },
    ...{ reads: ['SpotTrade'], trades: ['Read-Write', 'SpotTrade'] },
  },
  kraken: {
    ...{ ip: 'list', created: true, expires: 'date', endless: 'never', lastUsed: true },
    ...{ reads: ['query-funds'], trades: ['modify-trades'] },
  },
  kucoin: { ...silent, ip: 'masked', created: true, reads: ['General'], trades: ['Spot'] },
  gate: {
    ...{ ...silent, ip: 'list', created: true, lastUsed: true },
    ...{ reads: ['account.read_only', 'spot.read_only'], trades: ['spot.read_write'] },
  },
  bitget: { ...silent, ip: 'list', reads: ['stor'], trades: ['stow'] },
  mexc: {
    ...{ ...silent, ip: 'list', created: true, expires: 'days' },
    ...{ reads: ['SPOT_ACCOUNT_READ'], trades: ['SPOT_DEAL_WRITE'] },
  },
  bitfinex: { ...silent, ip: 'nothing', reads: ['wallets.read'], trades: ['orders.write'] },
  coinbase: { ...silent, ip: 'nothing', reads: ['can_view'], trades: ['can_trade'] },
};
