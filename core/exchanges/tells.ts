import type { CcxtExchange } from './catalogue/rows';

/** What can be known of a key at an exchange that is asked, and where that is known from. How it is asked stands with its calls. */
export interface Tells {
  /** `exact`: a right for a right. `coarse`: one word of the exchange stands for several rights. `tried`: it has no words for them. */
  readonly rights: 'exact' | 'coarse' | 'tried';
  /** `masked`: parts of the addresses are starred out. `flag`: whether there is a list, not what stands in it. */
  readonly ip: 'list' | 'masked' | 'flag' | 'no';
  /** The day on which the key was made. */
  readonly created: boolean;
  /** The day on which the key ends, or that it never does. */
  readonly expires: boolean;
  readonly source: string;
  /** The month in which copies of the source were read. */
  readonly seen: `${number}-${number}`;
  /** `documented`: the exchange says so, or a client that follows it. `unsure`: copies differ, or a part is not published. */
  readonly confidence: 'documented' | 'unsure';
  readonly note?: string;
}

const documented = { seen: '2026-11', confidence: 'documented' } as const;
const unsure = { seen: '2026-11', confidence: 'unsure' } as const;
const tried = { rights: 'tried', ip: 'no', created: false, expires: false } as const;
const keyCallNotPublished = 'It has a call for API keys whose answer is not published.';

const binance = {
  ...documented,
  rights: 'exact',
  ip: 'flag',
  created: true,
  expires: false,
  source: 'developers.binance.com, wallet, account/api-key-permission',
  note: 'The day on which the right to trade lapses, where there is one.',
} as const satisfies Tells;
const bybit = {
  ...documented,
  rights: 'exact',
  ip: 'list',
  created: true,
  expires: true,
  source: 'bybit-exchange.github.io, v5/user/apikey-info; comments in ccxt',
} as const satisfies Tells;
const gate = {
  ...documented,
  rights: 'exact',
  ip: 'list',
  created: true,
  expires: false,
  source: 'www.gate.com/docs/developers/apiv4; gateapi-python',
  note: 'The last use too. Of a sub-account’s key the IP list alone. Whether writing to the wallet includes withdrawing is not said.',
} as const satisfies Tells;
const hitbtc = { ...tried, ...unsure, source: 'api.hitbtc.com, spot balance', note: keyCallNotPublished } as const;
const htx = {
  ...documented,
  rights: 'coarse',
  ip: 'list',
  created: true,
  expires: true,
  source: 'www.htx.com/en-us/opend/newApiPages; huobiapi’s change log',
} as const satisfies Tells;
const kucoin = {
  ...documented,
  rights: 'exact',
  ip: 'masked',
  created: true,
  expires: false,
  source: 'www.kucoin.com/docs-new, account info; KuCoin’s universal SDK',
} as const satisfies Tells;
const okx = {
  ...documented,
  rights: 'coarse',
  ip: 'list',
  created: false,
  expires: false,
  source: 'www.okx.com/docs-v5, trading account',
} as const satisfies Tells;
const orderly = {
  ...unsure,
  rights: 'coarse',
  ip: 'no',
  created: false,
  expires: true,
  source: 'orderly.network/docs',
  note: 'Copies of the documentation differ in their names: what is missing in an answer says nothing.',
} as const satisfies Tells;
const ofOwnList = 'The end of the key. Every key there is made for a list of addresses, which is not told.';

/**
 * Every exchange that is asked, by ccxt's id, reviewed by hand: a row is looked through whenever its inspector or probe changes. Sources are
 * copies of 2025-07 to 2026-08.
 */
export const tells: Readonly<Partial<Record<CcxtExchange, Tells>>> = {
  backpack: { ...tried, ...documented, source: 'docs.backpack.exchange, account' },
  bequant: hitbtc,
  binance,
  binancecoinm: binance,
  binanceus: {
    ...tried,
    ...documented,
    source: 'docs.binance.us, account information, cancel order; OctoBot’s trading-backend',
  },
  binanceusdm: binance,
  bingx: {
    ...unsure,
    rights: 'exact',
    ip: 'list',
    created: true,
    expires: false,
    source: 'bingx-api.github.io, account; JKorf’s BingX.Net',
    note: 'Two answers are published. One of them has a flag in place of the IP list.',
  },
  bitfinex: {
    ...documented,
    rights: 'exact',
    ip: 'no',
    created: false,
    expires: false,
    source: 'docs.bitfinex.com, rest-auth-permissions',
  },
  bitflyer: {
    ...documented,
    rights: 'exact',
    ip: 'no',
    created: false,
    expires: false,
    source: 'lightning.bitflyer.com/docs',
  },
  bitget: {
    ...documented,
    rights: 'coarse',
    ip: 'list',
    created: false,
    expires: false,
    source: 'www.bitget.com/api-doc, uta and spot account; tiagosiebler’s bitget-api',
    note: 'Of the words of a classic account only those for spot and contract orders are known.',
  },
  bithumb: {
    ...tried,
    ...documented,
    ip: 'flag',
    expires: true,
    source: 'apidocs.bithumb.com, accounts, API keys',
    note: ofOwnList,
  },
  bitstamp: { ...tried, ...documented, source: 'www.bitstamp.net/api, account balances, cancel order; ccxt' },
  bittrade: { ...htx, ...unsure, note: 'Taken to answer as HTX does, whose software it runs.' },
  bitvavo: { ...tried, ...documented, source: 'docs.bitvavo.com, errors, account, cancel order' },
  blofin: {
    ...documented,
    rights: 'coarse',
    ip: 'list',
    created: true,
    expires: true,
    source: 'docs.blofin.com, user',
    note: 'A key reads, or reads and trades. Whether one that trades can also withdraw is not told.',
  },
  bybit,
  bybiteu: bybit,
  bybitid: bybit,
  coinbase: {
    ...documented,
    rights: 'coarse',
    ip: 'no',
    created: false,
    expires: false,
    source: 'docs.cdp.coinbase.com, advanced-trade',
    note: 'One right is that to move funds inside and out of the account alike.',
  },
  coinbaseexchange: {
    ...tried,
    ...documented,
    source: 'docs.cdp.coinbase.com, exchange, accounts, cancel order',
  },
  coinex: { ...tried, ...documented, source: 'docs.coinex.com, account info, cancel order, error codes' },
  coinsph: { ...documented, rights: 'exact', ip: 'list', created: true, expires: false, source: 'docs.coins.ph' },
  cryptocom: {
    ...tried,
    ...documented,
    source: 'exchange-docs.crypto.com, private/user-balance, private/cancel-order',
  },
  delta: { ...tried, ...documented, source: 'docs.delta.exchange, profile, cancel order; ccxt' },
  deribit: {
    ...documented,
    rights: 'exact',
    ip: 'list',
    created: true,
    expires: false,
    source: 'docs.deribit.com',
    note: 'Where the account asks for a second factor, the rights alone.',
  },
  fmfwio: hitbtc,
  gate,
  gateeu: gate,
  gemini: {
    ...documented,
    rights: 'coarse',
    ip: 'no',
    created: false,
    expires: false,
    source: 'docs.gemini.com, rest, session',
  },
  hashkey: {
    ...tried,
    ...unsure,
    source: 'hashkeyglobal-apidoc.readme.io, account, test order; ccxt',
    note: keyCallNotPublished,
  },
  hitbtc,
  htx,
  hyperliquid: {
    ...documented,
    rights: 'coarse',
    ip: 'no',
    created: false,
    expires: true,
    source: 'hyperliquid.gitbook.io, info endpoint; hyperliquid-python-sdk',
    note: 'Derived from whose key it is. The end of an API wallet that has a name.',
  },
  kraken: {
    ...documented,
    rights: 'exact',
    ip: 'list',
    created: true,
    expires: true,
    source: 'docs.kraken.com, rest-api/get-api-key-info',
    note: 'The last use too.',
  },
  krakenfutures: {
    ...documented,
    rights: 'exact',
    ip: 'list',
    created: true,
    expires: false,
    source: 'docs.kraken.com, futures, api-keys',
  },
  kucoin,
  kucoinfutures: kucoin,
  lbank: {
    ...documented,
    rights: 'exact',
    ip: 'flag',
    created: true,
    expires: false,
    source: 'www.lbank.com/docs',
    note: 'Exact for spot. The flag for futures is known from one client alone, so only a yes of it is believed.',
  },
  mexc: {
    ...documented,
    rights: 'exact',
    ip: 'list',
    created: true,
    expires: true,
    source: 'www.mexc.com/api-docs, spot v3',
  },
  modetrade: orderly,
  myokx: okx,
  okx,
  okxus: okx,
  phemex: { ...tried, ...documented, source: 'phemex-docs.github.io, spot wallets, cancel order; ccxt' },
  poloniex: {
    ...tried,
    ...documented,
    source: 'api-docs.poloniex.com, spot accounts, cancel order, error codes; ccxt',
  },
  toobit: {
    ...tried,
    ...documented,
    source: 'toobit-docs.github.io, account, test order; ccxt',
    note: 'Its call for API keys tells the kind of account alone.',
  },
  upbit: {
    ...tried,
    ...documented,
    ip: 'flag',
    expires: true,
    source: 'docs.upbit.com, accounts, cancel order, API keys, errors',
    note: ofOwnList,
  },
  whitebit: {
    ...tried,
    ...documented,
    source: 'docs.whitebit.com, main balance, cancel order',
    note: 'A key is granted call by call.',
  },
  woo: { ...tried, ...unsure, source: 'docs.woox.io, v3 account, cancel order; ccxt', note: keyCallNotPublished },
  woofipro: orderly,
  xt: { ...tried, ...unsure, source: 'doc.xt.com, spot balances', note: keyCallNotPublished },
};
