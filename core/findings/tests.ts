import type { DiagnosisCode } from '../contract/words';
import type { FindingRow } from './row';

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

export const testFailed: FindingRow = {
  kind: 'testFailed',
  look({ diagnosis }) {
    if (diagnosis === null || diagnosis.code === 'notInspected') return null;
    const isPassing = passing.has(diagnosis.code);
    return {
      severity: isPassing ? 'medium' : 'high',
      title: isPassing ? 'The last test did not get an answer' : 'The last test failed',
      reason: diagnosis.text,
      next: diagnosis.next,
      rights: [],
    };
  },
};

export const untested: FindingRow = {
  kind: 'untested',
  look({ report, diagnosis, support, exchangeName }) {
    if (report !== null || (diagnosis !== null && diagnosis.code !== 'notInspected')) return null;
    return {
      severity: 'low',
      title: 'What this key may do is not known',
      reason:
        support === 'inspected'
          ? 'It was never tested.'
          : `Keyhaven keeps keys of ${exchangeName}, but cannot ask it yet what they may do.`,
      next:
        support === 'inspected'
          ? 'Test it: Keyhaven asks the exchange which rights it has.'
          : `Look at its rights and its IP list on the key’s page at ${exchangeName}.`,
      rights: [],
    };
  },
};
