import type { Instant } from '../base/instants';
import type { CredentialRow } from '../contract/credentials';
import type { ExchangeInfo } from '../contract/exchanges';
import type { CredentialFacts } from '../findings/facts';
import { findingsOf, worstOf } from '../findings/findings';
import { isPractice, type StoredCredential } from './record';

/** What a credential is judged by. */
export function factsOf(record: StoredCredential, info: ExchangeInfo): CredentialFacts {
  return {
    exchange: record.exchange,
    exchangeName: info.name,
    support: info.support,
    purpose: record.purpose,
    report: record.lastReport,
    diagnosis: record.lastTest?.diagnosis ?? null,
  };
}

/** The row of the list: what a person sees at one glance. */
export function rowOf(record: StoredCredential, info: ExchangeInfo, now: Instant): CredentialRow {
  const findings = findingsOf(factsOf(record, info), now);
  const { lastReport, lastTest } = record;
  return {
    id: record.id,
    exchange: record.exchange,
    exchangeName: info.name,
    practice: isPractice(record.exchange),
    label: record.label,
    account: record.account,
    purpose: record.purpose,
    keyEnding: record.keyEnding,
    added: record.added,
    tested: lastTest?.at ?? null,
    state: stateOf(lastTest),
    rights: lastReport?.rights ?? null,
    ip: lastReport?.ip ?? null,
    expires: lastReport?.expires ?? null,
    tradingLapses: lastReport?.tradingLapses ?? null,
    worst: worstOf(findings),
    findings: findings.length,
  };
}

function stateOf(lastTest: StoredCredential['lastTest']): CredentialRow['state'] {
  if (lastTest === null || lastTest.diagnosis?.code === 'notInspected') return 'untested';
  return lastTest.diagnosis === null ? 'works' : 'fails';
}
