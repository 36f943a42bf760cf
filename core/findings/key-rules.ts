import type { Right } from '../contract/words';

/** A dated fact about an exchange's keys. Read live from a key, the same fact beats the rule. */
export interface KeyRule {
  readonly exchanges: readonly string[];
  /** Said to a person whose key has no IP list, after "Without one,". */
  readonly rule: string;
  readonly appliesWhen: {
    readonly noIpList: true;
    /** Only for keys with one of these rights; null for every key. */
    readonly rights: readonly Right[] | null;
  };
  readonly days: number | null;
  readonly kind: 'fixed' | 'inactivity' | 'permission';
  readonly source: string;
  /** Year and month in which the source was read. */
  readonly seenOn: string;
  /** H: the exchange's own page; M: several others agree, or an older official page; L: one other, or in conflict. */
  readonly confidence: 'H' | 'M' | 'L';
}

const trading = ['spotTrade', 'marginTrade', 'futuresTrade', 'optionsTrade'] as const satisfies readonly Right[];

export const keyRules = [
  {
    exchanges: ['binance'],
    rule: 'Binance switches spot and margin trading off 30 days after it was switched on',
    appliesWhen: { noIpList: true, rights: ['spotTrade', 'marginTrade'] },
    days: 30,
    kind: 'permission',
    source: 'binance.com announcement of 2021-07-08',
    seenOn: '2026-11',
    confidence: 'H',
  },
  {
    exchanges: ['binance'],
    rule: 'Binance removes a key that was not used for 30 days',
    appliesWhen: { noIpList: true, rights: null },
    days: 30,
    kind: 'inactivity',
    source: 'binance.com news flash 7334853 of 2022-12, told alike by others',
    seenOn: '2026-11',
    confidence: 'M',
  },
  {
    exchanges: ['binance'],
    rule: 'Binance’s key page says that it deletes a key with any right beyond reading',
    appliesWhen: { noIpList: true, rights: [...trading, 'transfer', 'borrow', 'withdraw'] },
    days: null,
    kind: 'fixed',
    source: 'the page’s text as reported in freqtrade/freqtrade#13089, 2026-04',
    seenOn: '2026-11',
    confidence: 'M',
  },
  {
    exchanges: ['binance'],
    rule: 'Binance switches trading off after 90 days',
    appliesWhen: { noIpList: true, rights: ['spotTrade', 'marginTrade'] },
    days: 90,
    kind: 'permission',
    source: 'help.hxr.com 1723795167',
    seenOn: '2026-11',
    confidence: 'L',
  },
  {
    exchanges: ['okx'],
    rule: 'OKX deletes a key that can trade or withdraw after 14 days without use',
    appliesWhen: { noIpList: true, rights: [...trading, 'withdraw'] },
    days: 14,
    kind: 'inactivity',
    source: 'OKX v5 API documentation',
    seenOn: '2026-11',
    confidence: 'H',
  },
  {
    exchanges: ['okx'],
    rule: 'OKX deletes a key after 30 days without use',
    appliesWhen: { noIpList: true, rights: null },
    days: 30,
    kind: 'inactivity',
    source: 'help.hxr.com 1723795167',
    seenOn: '2026-11',
    confidence: 'L',
  },
] as const satisfies readonly KeyRule[];

/** What the exchange does to a key without an IP list that has these rights; hearsay (confidence L) is not told as a fact. */
export function rulesWithoutIpList(exchange: string, granted: readonly Right[]): KeyRule[] {
  const name = exchange.replace(/^practice:/, '');
  return (keyRules as readonly KeyRule[]).filter(
    ({ exchanges, appliesWhen, confidence }) =>
      confidence !== 'L' &&
      exchanges.includes(name) &&
      (appliesWhen.rights === null || appliesWhen.rights.some((right) => granted.includes(right))),
  );
}
