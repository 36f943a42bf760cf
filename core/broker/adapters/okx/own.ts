import { Decimal } from '../../../base/decimals';
import type { MarketRef } from '../../../tokens/actions';
import type { Adapter, MarketRow, OrderState, OwnOrder, OwnRequest, PriceRow, WholeAnswer } from '../adapter';
import { isMarked, plainId } from './algo-ids';
import { algoStateOf } from './algo-states';
import { envelopeOf, stateOf } from './answers';
import { instrumentTypes, type Venue } from './instruments';
import { textIn } from './rows';

const doesNotExist = '51603';

/** The broker's own questions, to the host of the region that the key belongs to. */
export function ownAt(host: string): Adapter['own'] {
  const get = (path: string, parameters: Readonly<Record<string, string>>, signed: boolean): OwnRequest => {
    const query = Object.entries(parameters)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    return {
      request: { method: 'GET', host, path, query: query === '' ? null : query, headers: [], body: Buffer.alloc(0) },
      signed,
    };
  };

  return {
    time: () => get('/api/v5/public/time', {}, false),
    readTime(answer) {
      const ts = textIn(onlyRow(answer), 'ts') ?? '';
      return /^\d{13}$/.test(ts) ? Number(ts) : undefined;
    },
    market: ({ venue, id }) => get('/api/v5/public/instruments', { instType: typeOf(venue), instId: id }, false),
    readMarket,
    prices: ({ id }) => get('/api/v5/market/ticker', { instId: id }, false),
    readPrices,
    spotMarket: (from, to) => ({ venue: 'spot', id: `${from}-${to}` }),
    order: (order) =>
      isAlgo(order)
        ? get('/api/v5/trade/order-algo', algoNamed(order), true)
        : get('/api/v5/trade/order', named(order), true),
    readOrder,
    cancel(order) {
      const what = isAlgo(order) ? [{ instId: order.market.id, ...algoNamed(order) }] : named(order);
      const path = isAlgo(order) ? '/api/v5/trade/cancel-algos' : '/api/v5/trade/cancel-order';
      const body = Buffer.from(JSON.stringify(what), 'latin1');
      const headers = [
        ['content-type', 'application/json'],
        ['content-length', String(body.length)],
      ] as const;
      return {
        request: { method: 'POST', host, path, query: null, headers, body },
        signed: true,
      };
    },
    // OKX only says that it took the cancel; what became of the order it must be asked.
    readCancel: () => ({ state: 'unknown' }),
  };
}

function named({ market, clientId, orderId }: OwnOrder): Record<string, string> {
  return orderId === null ? { instId: market.id, clOrdId: clientId } : { instId: market.id, ordId: orderId };
}

/** By the id that is asked with: an order that an algo order became is an ordinary one. */
const isAlgo = ({ orderId, clientId }: OwnOrder): boolean => isMarked(orderId ?? clientId);

function algoNamed({ orderId, clientId }: OwnOrder): Record<string, string> {
  return orderId === null ? { algoClOrdId: plainId(clientId) } : { algoId: plainId(orderId) };
}

function typeOf(venue: string): string {
  return Object.hasOwn(instrumentTypes, venue) ? instrumentTypes[venue as Venue] : '';
}

function onlyRow(answer: WholeAnswer): Readonly<Record<string, unknown>> | undefined {
  const envelope = answer.status === 200 ? envelopeOf(answer) : undefined;
  return envelope?.code === '0' && envelope.data.length === 1 ? envelope.data[0] : undefined;
}

function readOrder(answer: WholeAnswer, order: OwnOrder): OrderState {
  if (envelopeOf(answer)?.code === doesNotExist) return { state: 'notFound' };
  const row = onlyRow(answer);
  return isAlgo(order) ? algoStateOf(row) : stateOf(row);
}

function readPrices({ id }: MarketRef, answer: WholeAnswer): PriceRow | undefined {
  const row = onlyRow(answer);
  const [last, bid, ask] = ['last', 'bidPx', 'askPx'].map((name) => Decimal.read(textIn(row, name) ?? ''));
  if (textIn(row, 'instId') !== id || last === undefined || bid === undefined || ask === undefined) return undefined;
  return [last, bid, ask].every((price) => price.isPositive()) ? { last, bid, ask } : undefined;
}

/** Names by ccxt's rules: currencies of `uly` on derivatives, the day of `expTime` on futures. ccxt 4.5.84, `parseMarket`. */
function readMarket(ref: MarketRef, answer: WholeAnswer): MarketRow | undefined {
  const row = onlyRow(answer);
  const text = (name: string): string => textIn(row, name) ?? '';
  if (text('instId') !== ref.id || text('instType') !== typeOf(ref.venue)) return undefined;
  const isContract = ref.venue === 'swap' || ref.venue === 'futures';
  const [base = '', quote = ''] = isContract ? text('uly').split('-') : [text('baseCcy'), text('quoteCcy')];
  if (base === '' || quote === '') return undefined;
  const pair = `${unified(base)}/${unified(quote)}`;
  if (!isContract)
    return { ref, symbol: pair, base, quote, settle: null, contractSize: Decimal.of('1'), inverse: false };
  const settle = text('settleCcy');
  const day = ref.venue === 'futures' ? dayOf(text('expTime')) : '';
  if (settle === '' || day === undefined) return undefined;
  const inverse = text('ctType') === 'inverse';
  const symbol = `${pair}:${unified(settle)}${day === '' ? '' : `-${day}`}`;
  return { ref, symbol, base, quote, settle, contractSize: sizeOf(text, inverse ? quote : base), inverse };
}

/** Null unless the contract's face value is said in the currency that its kind wants. */
function sizeOf(text: (name: string) => string, currency: string): Decimal | null {
  const isKnown = text('ctType') === 'linear' || text('ctType') === 'inverse';
  const value = Decimal.read(text('ctVal'));
  const multiplier = Decimal.read(text('ctMult'));
  if (!isKnown || text('ctValCcy') !== currency || value === undefined || multiplier === undefined) return null;
  const size = value.times(multiplier);
  return size.isPositive() ? size : null;
}

/** `261225`. */
function dayOf(expiry: string): string | undefined {
  if (!/^\d{13}$/.test(expiry)) return undefined;
  return new Date(Number(expiry)).toISOString().slice(2, 10).replaceAll('-', '');
}

/** ccxt's own names for currencies that OKX names otherwise. ccxt 4.5.84, `commonCurrencies` of okx and of its base. */
const commonNames: Readonly<Record<string, string>> = { XBT: 'BTC', BCHSV: 'BSV', AE: 'AET' };

function unified(currency: string): string {
  return Object.hasOwn(commonNames, currency) ? (commonNames[currency] ?? currency) : currency;
}
