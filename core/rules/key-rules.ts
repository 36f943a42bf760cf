import type { PermissionReport, Right } from '../contract/words';
import { endingRules } from './ends';
import { limitRules } from './limits';
import type { KeyRule } from './rule';

/** What Keyhaven knows of exchanges' keys by itself; the person's own file may replace and add (rules-home.ts). */
export const builtInRules: readonly KeyRule[] = [...endingRules, ...limitRules];

/** Rules by exchange, looked up for every row of a list. */
export type RuleBook = ReadonlyMap<string, readonly KeyRule[]>;

export function ruleBook(rules: readonly KeyRule[]): RuleBook {
  const book = new Map<string, KeyRule[]>();
  for (const rule of rules)
    for (const exchange of rule.exchanges) book.set(exchange, [...(book.get(exchange) ?? []), rule]);
  return book;
}

export const builtInBook = ruleBook(builtInRules);

/** What is known of an exchange's keys; of a practice key, what holds for the exchange that is practised. */
export function rulesOf(book: RuleBook, exchange: string): readonly KeyRule[] {
  return book.get(exchange.replace(/^practice:/, '')) ?? [];
}

/** Whether a rule is for a key like this. Hearsay (confidence L) is for none: it is not told as a fact. */
export function applies(
  { appliesWhen, confidence }: KeyRule,
  granted: readonly Right[],
  ip: PermissionReport['ip']['state'],
): boolean {
  if (confidence === 'L') return false;
  // Unknown is not open.
  if (appliesWhen.noIpList && ip !== 'open') return false;
  return appliesWhen.rights === null || appliesWhen.rights.some((right) => granted.includes(right));
}
