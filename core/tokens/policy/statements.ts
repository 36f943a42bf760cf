import { Decimal, smallest } from '../../base/decimals';
import { dayMs, minuteMs, secondMs } from '../../base/instants';
import { LineFault, type Cursor } from './cursor';
import type { Draft } from './draft';
import { longestLifeMs, orderTypes, sides, type Money } from './policy';
import { readClass, readHours, readMoney, readOn, readSymbol } from './readers';
import { durationOf, durationText, positiveOf } from './values';

/** Reads the rest of a line, and puts what it says into the draft once all of it was understood. */
type Statement = (line: Cursor, draft: Draft) => void;

/** Every line that a policy may have, by its first word. To add one: a row here, a line in format.ts, a paragraph in docs/policy.md. */
export const statements = {
  on(line, draft) {
    const on = readOn(line);
    if (draft.on !== null && (draft.on.exchange !== on.exchange || draft.on.account !== on.account))
      throw new LineFault(line.keyword, 'found another exchange or key than a line before; a policy is for one');
    draft.on = on;
  },
  allow(line, draft) {
    draft.allow.push(...line.list(() => readClass(line)));
  },
  deny(line, draft) {
    draft.deny.push(...line.list(() => readClass(line)));
  },
  symbols(line, draft) {
    if (line.peek()?.text !== 'any') {
      draft.symbols.push(...line.list(() => readSymbol(line)));
      return;
    }
    line.word('a symbol');
    line.end();
    draft.anySymbols = true;
  },
  'deny-symbols'(line, draft) {
    draft.denySymbols.push(...line.list(() => readSymbol(line)));
  },
  side(line, draft) {
    draft.sides.push(...line.list(() => line.oneOf(sides, 'a side')));
  },
  types(line, draft) {
    draft.types.push(...line.list(() => line.oneOf(orderTypes, 'an order type')));
  },
  'max-order'(line, draft) {
    draft.maxOrder = smallerMoney(line, draft.maxOrder);
  },
  'max-24h'(line, draft) {
    draft.max24h = smallerMoney(line, draft.max24h);
  },
  'max-open'(line, draft) {
    draft.maxOpen = smallerMoney(line, draft.maxOpen);
  },
  'price-band'(line, draft) {
    const band = line.value(bandOf, 'a percentage', 'for example 3%, or “off”');
    line.end();
    const before = draft.priceBand;
    if (before === null || before === 'off') draft.priceBand = band;
    else if (band !== 'off') draft.priceBand = smaller(band, before);
  },
  'max-leverage'(line, draft) {
    const most = line.value(positiveOf, 'a number', 'for example 3');
    line.end();
    draft.maxLeverage = draft.maxLeverage === null ? most : smaller(most, draft.maxLeverage);
  },
  rate(line, draft) {
    const rated = readClass(line);
    const rate = line.value(rateOf, 'a rate', rateForm);
    line.end();
    draft.rates.push({ class: rated, ...rate });
  },
  hours(line, draft) {
    draft.hours.push(readHours(line));
  },
  expires(line, draft) {
    draft.lifeMs = shorter(line, draft.lifeMs);
  },
  idle(line, draft) {
    draft.idleMs = shorter(line, draft.idleMs);
  },
  'on-end'(line, draft) {
    const said = line.oneOf(['keep', 'cancel'] as const, 'what becomes of resting orders');
    line.end();
    if (draft.onEnd !== null && draft.onEnd !== said)
      throw new LineFault(line.keyword, `found “${said}” after a line before said “${draft.onEnd}”; keep one of them`);
    draft.onEnd = said;
  },
} as const satisfies Record<string, Statement>;

export const keywords = Object.keys(statements) as (keyof typeof statements)[];

const smaller = (a: string, b: string): string => smallest(Decimal.of(a), Decimal.of(b)).toString();

function smallerMoney(line: Cursor, before: Money | null): Money {
  const money = readMoney(line);
  if (before === null) return money;
  if (before.currency !== money.currency)
    throw new LineFault(
      line.keyword,
      `found ${money.currency} after a line before said ${before.currency}; one limit is in one currency`,
    );
  return { amount: smaller(money.amount, before.amount), currency: money.currency };
}

const bandOf = (text: string): string | undefined =>
  text === 'off' ? text : text.endsWith('%') ? positiveOf(text.slice(0, -1)) : undefined;

function shorter(line: Cursor, before: number | null): number {
  const read = (text: string) => {
    const ms = durationOf(text);
    return ms === undefined || ms < minuteMs || ms > longestLifeMs ? undefined : ms;
  };
  const ms = line.value(read, 'a time', `from 1m to ${durationText(longestLifeMs)}, for example 12h`);
  line.end();
  return Math.min(ms, before ?? ms);
}

const rateForm = 'for example 30/1m: a count from 1 to 1000000, a slash, and a time from 1s to 1d';

function rateOf(text: string): { count: number; perMs: number } | undefined {
  const [, count, time] = /^(\d{1,7})\/(.+)$/.exec(text) ?? [];
  const perMs = durationOf(time ?? '');
  if (perMs === undefined || perMs < secondMs || perMs > dayMs) return undefined;
  const calls = Number(count);
  return calls >= 1 && calls <= 1_000_000 ? { count: calls, perMs } : undefined;
}
