import { dayMs, epochMsOf, instantOf, type Instant } from '../base/instants';
import { rights, type Granted, type PermissionReport, type Right } from '../contract/words';
import { zoneOf } from '../rotation/due/zone';
import { builtInBook, rulesOf } from '../rules/key-rules';
import type { CredentialFacts } from './facts';

/** When all that is made here is looked at. */
export const now = instantOf(Date.parse('2026-11-24T06:00:00.000Z'));
export const inDays = (days: number): Instant => instantOf(epochMsOf(now) + days * dayMs);

/** These granted, all others `rest`. */
export const answersOf = (granted: readonly Right[], rest: Granted = 'no'): Record<Right, Granted> =>
  Object.fromEntries(rights.map((right) => [right, granted.includes(right) ? 'yes' : rest])) as Record<Right, Granted>;

/** A report that says these rights and nothing else: no dates, an address list that is open. */
export const reportOf = (granted: readonly Right[], more: Partial<PermissionReport> = {}): PermissionReport => ({
  asked: now,
  rights: answersOf(granted),
  granularity: 'exact',
  ip: { state: 'open', list: null },
  created: null,
  expires: 'unknown',
  tradingLapses: null,
  lastUsed: null,
  remarks: [],
  evidence: [],
  ...more,
});

/** A spot bot's key of ten days, alone in its vault, under the policy and the rules that come with Keyhaven. */
export const factsOf = (
  exchange: string,
  report: PermissionReport | null,
  more: Partial<CredentialFacts> = {},
): CredentialFacts => ({
  exchange,
  exchangeName: exchange,
  support: 'inspected',
  purpose: 'spotBot',
  added: inDays(-10),
  tested: report === null ? null : report.asked,
  report,
  diagnosis: null,
  rules: rulesOf(builtInBook, exchange),
  twins: [],
  besideReal: false,
  secondFactor: null,
  tokens: null,
  policy: { every: 90, from: 'builtIn' },
  zone: zoneOf('UTC'),
  ...more,
});
