import { spanBackwards } from './checks';
import { LineFault, unknownWord, type Cursor } from './cursor';
import { shown } from './lines';
import { nearest } from './nearest';
import {
  endpointClasses,
  MarketSymbol,
  Money,
  Policy,
  weekdays,
  type EndpointClass,
  type Money as MoneyType,
  type Weekday,
} from './policy';
import { daysFromTo, isZone, knownZones, positiveOf, spanOf } from './values';

/** What people would like to write, and no policy can say. */
const neverGranted = /withdr|transfer|convert|earn|stak|borrow|repay|loan|gift|sub-?account|address|key|admin|setting/i;

export function readClass(line: Cursor): EndpointClass {
  const word = line.word('a class');
  const found = endpointClasses.find((each) => each === word.text);
  if (found !== undefined) return found;
  if (neverGranted.test(word.text) && nearest(word.text, endpointClasses) === undefined)
    throw new LineFault(
      word,
      `${shown(word.text)} can never be granted: no token withdraws, transfers, converts, lends or borrows, or changes keys, accounts or address books; allowed: ${endpointClasses.join(', ')}`,
    );
  throw new LineFault(word, unknownWord(word.text, 'a class', endpointClasses));
}

/** `binance`, `binance:main`, `binance:"my main key"`. */
export function readOn(line: Cursor): Policy['on'] {
  const first = line.word('an exchange');
  const colon = first.text.indexOf(':');
  const exchange = colon < 0 ? first.text : first.text.slice(0, colon);
  if (first.kind === 'quoted' || !Policy.shape.on.shape.exchange.safeParse(exchange).success)
    throw new LineFault(
      first,
      `found ${shown(first.text)} where an exchange is expected, in small letters and digits, for example binance, or with the name of a key binance:main`,
    );
  const account = colon < 0 ? null : first.text.slice(colon + 1) || line.word('the name of a key').text;
  const next = line.peek();
  if (next?.kind === 'word')
    throw new LineFault(next, `a name with spaces is written in quotation marks: ${exchange}:"…"`);
  line.end();
  if ((account ?? '').length > 80) throw new LineFault(first, 'the name of a key has at most 80 characters');
  return { exchange, account };
}

export function readSymbol(line: Cursor): string {
  const word = line.word('a symbol');
  if (MarketSymbol.safeParse(word.text).success) return word.text;
  if (word.text === 'any')
    throw new LineFault(word, 'found “any” where a symbol is expected; “symbols any” is a line of its own');
  throw new LineFault(
    word,
    `found ${shown(word.text)} where a symbol is expected, for example BTC/USDT, or BTC/USDT:USDT for a swap${inCapitals(word.text, MarketSymbol)}`,
  );
}

/** `250 USDT`, and the end of the line. */
export function readMoney(line: Cursor): MoneyType {
  const amount = line.value(positiveOf, 'an amount', 'a plain number above 0, for example 250 or 0.5');
  const next = line.peek();
  if (next?.kind === 'comma')
    throw new LineFault(next, 'found a comma in an amount; write it without, for example 2000 USDT');
  const word = line.word('a currency');
  const currency = Money.shape.currency.safeParse(word.text);
  if (!currency.success)
    throw new LineFault(
      word,
      `found ${shown(word.text)} where a currency is expected, in capital letters, for example USDT${inCapitals(word.text, Money.shape.currency)}`,
    );
  line.end();
  return { amount, currency: currency.data };
}

function inCapitals(text: string, form: typeof MarketSymbol): string {
  const upper = text.toUpperCase();
  return form.safeParse(upper).success ? `. Did you mean ${upper}?` : '';
}

/** `Mon-Fri, Sun 07:00-22:00 Europe/London`. */
export function readHours(line: Cursor): Policy['hours'][number] {
  const days = new Set<Weekday>();
  do for (const day of readDays(line)) days.add(day);
  while (line.comma());
  const place = line.peek() ?? line.keyword;
  const span = line.value(spanOf, 'a span', 'in hours and minutes, for example 07:00-22:00');
  if (span.from >= span.to) throw new LineFault(place, `found ${shown(place.text)}: ${spanBackwards}`);
  const zone = readZone(line);
  line.end();
  return { days: weekdays.filter((day) => days.has(day)), ...span, zone };
}

function readDays(line: Cursor): Weekday[] {
  const word = line.word('a day');
  const parts = word.text.split('-');
  const days = weekdays.filter((day) => parts.includes(day));
  const [first, last] = [parts[0], parts.at(-1)].map((part) => days.find((day) => day === part));
  if (first !== undefined && last !== undefined && parts.length <= 2) return daysFromTo(first, last);
  const wrong = parts.find((part) => !days.some((day) => day === part)) ?? word.text;
  throw new LineFault(word, unknownWord(wrong, 'a day or days like Mon-Fri', weekdays));
}

function readZone(line: Cursor): string {
  const word = line.word('a time zone, for example Europe/London or UTC,');
  if (isZone(word.text)) return word.text;
  const near = nearest(word.text, knownZones());
  const meant = near === undefined ? '' : `. Did you mean ${near}?`;
  throw new LineFault(
    word,
    `found ${shown(word.text)} where a time zone is expected, by its IANA name, for example Europe/London or UTC${meant}`,
  );
}
