import { dayMs, hourMs, minuteMs, secondMs } from '../../base/instants';
import type { EndpointClass, Money, OrderType, Policy } from './policy';
import { dayRuns, spanText } from './values';

/** What a read class reads. */
export const readPhrases = {
  'read.market': 'the market',
  'read.account': 'the account',
  'read.history': 'the history of orders and trades',
  'address.read': 'deposit addresses',
  'read.setup': 'what a client needs to start',
} as const satisfies Partial<Record<EndpointClass, string>>;

/** What a rate counts. */
export const countPhrases = {
  'read.market': 'reads of the market',
  'read.setup': 'reads of what a client needs to start',
  'read.account': 'reads of the account',
  'read.history': 'reads of the history',
  'trade.create': 'new orders',
  'trade.edit': 'changes of orders',
  'trade.cancel': 'cancels',
  'trade.cancel.any': 'cancels of any order',
  'margin.set': 'changes of leverage or margin mode',
  'address.read': 'reads of addresses',
} as const satisfies Record<EndpointClass, string>;

export const typePhrases = {
  limit: 'limit',
  postOnly: 'post-only',
  ioc: 'immediate-or-cancel',
  fok: 'fill-or-kill',
  market: 'market',
  stop: 'stop',
  stopLimit: 'stop-limit',
  trailing: 'trailing',
} as const satisfies Record<OrderType, string>;

/** `a`, `a and b`, `a, b and c`. */
export function together(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `2,000 USDT`. */
export function moneyPhrase({ amount, currency }: Money): string {
  const [whole = '', fraction] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`} ${currency}`;
}

const times = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
  ['second', secondMs],
  ['millisecond', 1],
] as const;

/** `1 minute`, `12 hours`, `36 hours`: one unit, and exact. */
export function timePhrase(ms: number): string {
  const [unit, size] = times.find(([, unitMs]) => ms % unitMs === 0) ?? ['millisecond', 1];
  const count = ms / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** `Mon to Fri 07:00-22:00 (Europe/London)`. */
export function hoursPhrase({ days, from, to, zone }: Policy['hours'][number]): string {
  const runs = dayRuns(days).map(([first, last]) => (first === last ? first : `${first} to ${last}`));
  return `${together(runs)} ${spanText({ from, to })} (${zone})`;
}
