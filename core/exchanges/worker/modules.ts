/** The exchanges that ccxt signs requests for, each loaded when it is first asked for. To add one: a line here. */
export const ccxtModules = {
  binance: () => import('ccxt/js/src/binance.js'),
  binanceusdm: () => import('ccxt/js/src/binanceusdm.js'),
  binancecoinm: () => import('ccxt/js/src/binancecoinm.js'),
  bybit: () => import('ccxt/js/src/bybit.js'),
  bybiteu: () => import('ccxt/js/src/bybiteu.js'),
  bybitid: () => import('ccxt/js/src/bybitid.js'),
  kraken: () => import('ccxt/js/src/kraken.js'),
  kucoin: () => import('ccxt/js/src/kucoin.js'),
  kucoinfutures: () => import('ccxt/js/src/kucoinfutures.js'),
  okx: () => import('ccxt/js/src/okx.js'),
  myokx: () => import('ccxt/js/src/myokx.js'),
  okxus: () => import('ccxt/js/src/okxus.js'),
} as const;

export type CcxtId = keyof typeof ccxtModules;

export function isCcxtId(id: string): id is CcxtId {
  return Object.hasOwn(ccxtModules, id);
}
