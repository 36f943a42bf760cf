import type { Adapter, WholeAnswer } from '../adapter';
import { JsonObject } from '../kit/strict-json';
import { blank } from './answers/blank';
import { cancelled } from './answers/cancelled';
import { bodyOf, errorIn } from './answers/json';
import { placed } from './answers/placed';
import { told } from './answers/told';
import { endpointOf } from './endpoints';
import { hostOf, hosts, sameHost } from './endpoints/hosts';
import * as answers from './own/answers';
import * as requests from './own/requests';
import { headerOf } from './parts';
import { read } from './read';
import { refusal } from './refusals';
import { sign, strip } from './sign';
import { keyHeader, verify } from './verify';

/** Binance spot, margin, USD-M and COIN-M futures. Source: developers.binance.com, and ccxt 4.5.84 for what clients send; seen 2026-11. */
export const binanceAdapter: Adapter = {
  id: 'binance',
  hosts,
  sameHost,
  hostOf,
  isPublic: (request) => request.method === 'GET' && request.body.length === 0 && endpointOf(request)?.row === 'public',
  // Binance's demo accounts are other hosts with keys of their own, and none of them is in the table.
  asksDemo: () => false,
  // Its demo accounts are hosts of their own, which no token is for.
  asDemo: (request) => request,
  keyOf: (request) => headerOf(request, keyHeader),
  verify,
  read,
  sign,
  strip,
  blank,
  refusal,
  clientId,
  placed,
  cancelled,
  told,
  saysKeyGone,
  own: {
    time: requests.time,
    readTime: answers.readTime,
    market: requests.market,
    readMarket: answers.readMarket,
    prices: requests.prices,
    readPrices: answers.readPrices,
    spotMarket: (from, to) => ({ venue: 'spot', id: `${from}${to}` }),
    order: requests.order,
    readOrder: answers.readOrder,
    cancel: requests.cancel,
    readCancel: answers.readCancel,
  },
};

/** "^[.A-Z:/a-z0-9_-]{1,36}$"; in small letters and digits, and so in every case the same. */
function clientId(bytes: Uint8Array): string {
  return `kh${Buffer.from(bytes).toString('hex')}`;
}

/** -2008 and -2014: no such key. -2015 also stands for an address or a right that is missing, which ends its use all the same. */
function saysKeyGone(answer: WholeAnswer): boolean {
  if (answer.status < 400 || answer.status >= 500) return false;
  const body = bodyOf(answer);
  const code = body instanceof JsonObject ? errorIn(body) : undefined;
  return code === -2008 || code === -2014 || code === -2015;
}
