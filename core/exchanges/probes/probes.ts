import { backpack } from './backpack';
import { binanceus } from './binanceus';
import { bithumb } from './bithumb';
import { bitstamp } from './bitstamp';
import { bitvavo } from './bitvavo';
import { coinbaseexchange } from './coinbaseexchange';
import { coinex } from './coinex';
import { cryptocom } from './cryptocom';
import { delta } from './delta';
import { hitbtc } from './hitbtc';
import { phemex } from './phemex';
import { poloniex } from './poloniex';
import type { ProbeInspector } from './probe';
import { toobit } from './toobit';
import { upbit } from './upbit';
import { whitebit } from './whitebit';
import { woo } from './woo';
import { xt } from './xt';

/** One per family of exchanges that have no words for the rights of a key, or none that are published. */
export const probes: readonly ProbeInspector[] = [
  backpack,
  binanceus,
  bithumb,
  bitstamp,
  bitvavo,
  coinbaseexchange,
  coinex,
  cryptocom,
  delta,
  hitbtc,
  phemex,
  poloniex,
  toobit,
  upbit,
  whitebit,
  woo,
  xt,
];
