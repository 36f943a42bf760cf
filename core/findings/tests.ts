import { daysBetween, type Instant } from '../base/instants';
import type { DiagnosisCode } from '../contract/words';
import { findingOfDiagnosis } from './diagnosed';
import { ours } from './evidence';
import { dayOf } from './end';
import type { Case, Said } from './facts';
import type { FindingRow } from './row';

const testAgainAfterDays = 30;

/** Troubles of the moment: they say nothing against the key. */
const passing: ReadonlySet<DiagnosisCode> = new Set([
  'rateLimited',
  'maintenance',
  'exchangeFailing',
  'network',
  'timeout',
  'notTheExchange',
  'practiceNotRunning',
  'workerFailed',
]);

/** No test was made: the exchange cannot be asked. */
const notAsked: ReadonlySet<DiagnosisCode> = new Set(['notInspected']);

export const testFailed: FindingRow = {
  kind: 'testFailed',
  look({ diagnosis, tested }) {
    if (diagnosis === null || notAsked.has(diagnosis.code)) return null;
    if (findingOfDiagnosis(diagnosis.code) !== 'testFailed') return null;
    const isPassing = passing.has(diagnosis.code);
    return {
      severity: isPassing ? 'medium' : 'high',
      title: isPassing ? 'The last test did not get an answer' : 'The last test failed',
      reason: diagnosis.text,
      next: diagnosis.next,
      rights: [],
      evidence: [ours(`the last test: ${diagnosis.code}`, tested)],
    };
  },
};

const testIt = () => ({
  reason: 'It was never tested.',
  next: 'Test it: Keyhaven asks the exchange which rights it has.',
});
const lookThere = (name: string) => `Look at its rights and its IP list on the key’s page at ${name}.`;

const untestedWords: Readonly<Record<Case['support'], (name: string) => Pick<Said, 'reason' | 'next'>>> = {
  inspected: testIt,
  probed: testIt,
  kept: (name) => ({
    reason: `Keyhaven keeps keys of ${name}, but cannot ask it yet what they may do.`,
    next: lookThere(name),
  }),
  gone: (name) => ({
    reason: `This version of Keyhaven does not know ${name}, so it keeps the key and cannot ask what it may do.`,
    next: lookThere(name),
  }),
};

export const untested: FindingRow = {
  kind: 'untested',
  look({ report, diagnosis, support, exchangeName, added }) {
    if (report !== null || (diagnosis !== null && !notAsked.has(diagnosis.code))) return null;
    return {
      severity: 'low',
      title: 'What this key may do is not known',
      ...untestedWords[support](exchangeName),
      rights: [],
      evidence: [ours('added here', added)],
    };
  },
};

export const notTestedLately: FindingRow = {
  kind: 'notTestedLately',
  look({ report, tested }, now: Instant) {
    if (report === null || tested === null) return null;
    const days = Math.floor(daysBetween(tested, now));
    if (days < testAgainAfterDays) return null;
    return {
      severity: 'low',
      title: `Not tested for ${String(days)} days`,
      reason: `What is known of it is from ${dayOf(report.asked)}. Rights, IP list and end may have changed at the exchange since.`,
      next: 'Test it again.',
      rights: [],
      evidence: [ours('the last test', tested)],
    };
  },
};
