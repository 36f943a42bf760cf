import type { Instant } from '../base/instants';
import { rights, severities, type Finding, type Severity } from '../contract/words';
import { needsOf } from '../credentials/purposes';
import { noIpList } from './addresses';
import { accountBlocks, clockOff, wrongRegion } from './diagnosed';
import { toldBy } from './evidence';
import type { Case, CredentialFacts } from './facts';
import { idleEndsSoon, unused } from './idle';
import { old, practiceAmongReal, secondFactorUnconfirmed, storedTwice } from './keeping';
import { expiresSoon, tradingLapsesSoon } from './life';
import { broaderThanPurpose, canWithdraw, lacksNeeded } from './rights';
import type { FindingRow } from './row';
import { notTestedLately, testFailed, untested } from './tests';

/** Everything that can be wrong with a credential, the more urgent first where severities are equal. To add one: a kind in the contract's words, what it costs in score.ts, and a row. */
export const findingTable: readonly FindingRow[] = [
  canWithdraw,
  expiresSoon,
  testFailed,
  wrongRegion,
  accountBlocks,
  clockOff,
  tradingLapsesSoon,
  idleEndsSoon,
  noIpList,
  secondFactorUnconfirmed,
  broaderThanPurpose,
  lacksNeeded,
  storedTwice,
  unused,
  old,
  untested,
  notTestedLately,
  practiceAmongReal,
];

/** What is wrong or risky about a credential at this moment, the worst first. */
export const findingsOf = (facts: CredentialFacts, now: Instant): Finding[] => findingsIn(caseOf(facts), now);

/** The same where what follows from the facts is known already. */
export function findingsIn(subject: Case, now: Instant): Finding[] {
  const found: Finding[] = [];
  for (const { kind, look } of findingTable) {
    const seen = look(subject, now);
    if (seen === null) continue;
    const { severity, title, reason, next, rights: about, evidence } = seen;
    found.push({ kind, severity, title, reason, next, rights: about, evidence });
  }
  return found.length < 2 ? found : found.sort((one, other) => rankOf(one.severity) - rankOf(other.severity));
}

/** The worst severity among findings; null where there are none. */
export function worstOf(findings: readonly Pick<Finding, 'severity'>[]): Severity | null {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null;
}

/** 0 is the worst. */
export function rankOf(severity: Severity): number {
  return severities.indexOf(severity);
}

/** With what follows from the facts. */
export function caseOf(facts: CredentialFacts): Case {
  const { report } = facts;
  const granted = report === null ? [] : rights.filter((right) => report.rights[right] === 'yes');
  // Written out, as in core/credentials/row.ts, for lists of ten thousand.
  return {
    rules: facts.rules,
    twins: facts.twins,
    besideReal: facts.besideReal,
    secondFactor: facts.secondFactor,
    tokens: facts.tokens,
    policy: facts.policy,
    zone: facts.zone,
    exchange: facts.exchange,
    exchangeName: facts.exchangeName,
    support: facts.support,
    purpose: facts.purpose,
    added: facts.added,
    tested: facts.tested,
    report,
    diagnosis: facts.diagnosis,
    practice: facts.exchange.startsWith('practice:'),
    needs: needsOf(facts.purpose),
    granted,
    told: report === null ? [] : toldBy(report),
  };
}
