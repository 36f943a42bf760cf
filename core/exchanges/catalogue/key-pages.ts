import type { CcxtExchange } from './rows';

const binance = 'https://www.binance.com/en/my/settings/api-management';

/**
 * Where a person makes, changes and deletes keys. An exchange whose page is not known for sure has none: a wrong link of a vault is worse
 * than no link. Read 2026-11 in copies of the exchanges' help, their documentation, or the programs of several third parties that agree.
 */
export const keyPages: Readonly<Partial<Record<CcxtExchange, string>>> = {
  backpack: 'https://backpack.exchange/portfolio/settings/api-keys',
  binance,
  binanceusdm: binance,
  binancecoinm: binance,
  binanceus: 'https://www.binance.us/settings/api-management',
  bingx: 'https://bingx.com/en/account/api',
  bitfinex: 'https://setting.bitfinex.com/api',
  bitget: 'https://www.bitget.com/account/newapi',
  bitstamp: 'https://www.bitstamp.net/account/security/api/',
  bitvavo: 'https://account.bitvavo.com/user/api',
  bybit: 'https://www.bybit.com/app/user/api-management',
  coinbase: 'https://portal.cdp.coinbase.com/projects/api-keys',
  coinex: 'https://www.coinex.com/apikey',
  cryptocom: 'https://crypto.com/exchange/user/settings/api-management',
  deribit: 'https://www.deribit.com/account/BTC/api',
  gate: 'https://www.gate.com/myaccount/profile/api-key/manage',
  gemini: 'https://exchange.gemini.com/settings/api',
  htx: 'https://www.htx.com/en-us/apikey/',
  hyperliquid: 'https://app.hyperliquid.xyz/API',
  kraken: 'https://pro.kraken.com/app/settings/api',
  krakenfutures: 'https://futures.kraken.com/trade/settings/api',
  kucoin: 'https://www.kucoin.com/account/api',
  kucoinfutures: 'https://www.kucoin.com/account/api',
  mexc: 'https://www.mexc.com/user/openapi',
  myokx: 'https://my.okx.com/account/my-api',
  okx: 'https://www.okx.com/account/my-api',
  okxus: 'https://app.okx.com/account/my-api',
  phemex: 'https://phemex.com/account/api-management',
  upbit: 'https://upbit.com/mypage/open_api_management',
  whitebit: 'https://whitebit.com/settings/api',
};
