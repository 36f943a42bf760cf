import type { Instant } from '../base/instants';
import type { CredentialDetail, CredentialRow } from '../contract/credentials';
import type { ExchangeInfo } from '../contract/exchanges';
import type { Finding, MutedFinding } from '../contract/words';
import type { Around, Case, CredentialFacts } from '../findings/facts';
import { caseOf, findingsIn, worstOf } from '../findings/findings';
import { sortOut } from '../findings/mutes';
import { nextDue } from '../rotation/due/texts';
import { isPractice, type StoredCredential } from './record';

/** What a credential is judged by. */
export function factsOf(record: StoredCredential, info: ExchangeInfo, around: Around): CredentialFacts {
  // Written out: a spread of so many fields takes longer than all that is looked for in them.
  return {
    rules: around.rules,
    twins: around.twins,
    besideReal: around.besideReal,
    secondFactor: around.secondFactor,
    tokens: around.tokens,
    policy: around.policy,
    zone: around.zone,
    exchange: record.exchange,
    exchangeName: info.name,
    support: info.support,
    purpose: record.purpose,
    added: record.added,
    tested: record.lastTest?.at ?? null,
    report: record.lastReport,
    diagnosis: record.lastTest?.diagnosis ?? null,
  };
}

/** A report without the number of the account, which is for comparing alone. */
export function shownReport(report: StoredCredential['lastReport']): CredentialDetail['report'] {
  if (report === null) return null;
  const { accountId: _kept, ...shown } = report;
  return shown;
}

/** A credential with what is found of it: what is told, and what the person does not want to hear of now. */
export interface Judged {
  readonly record: StoredCredential;
  readonly around: Around;
  readonly info: ExchangeInfo;
  readonly subject: Case;
  readonly told: readonly Finding[];
  readonly muted: readonly MutedFinding[];
}

export function judge(record: StoredCredential, info: ExchangeInfo, around: Around, now: Instant): Judged {
  const subject = caseOf(factsOf(record, info, around));
  const { told, muted } = sortOut(findingsIn(subject, now), record.mutes ?? [], now);
  return { record, info, around, subject, told, muted };
}

/** The row of the list: what a person sees at one glance. */
export function rowOf({ record, info, subject, told }: Judged): CredentialRow {
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
    due: nextDue(subject),
    worst: worstOf(told),
    findings: told.length,
  };
}

function stateOf(lastTest: StoredCredential['lastTest']): CredentialRow['state'] {
  if (lastTest === null || lastTest.diagnosis?.code === 'notInspected') return 'untested';
  return lastTest.diagnosis === null ? 'works' : 'fails';
}
