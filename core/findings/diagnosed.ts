import { secondMs } from '../base/instants';
import type { DiagnosisCode, FindingKind } from '../contract/words';
import { ours } from './evidence';
import type { FindingRow } from './row';

type Diagnosed = Extract<FindingKind, 'testFailed' | 'clockOff' | 'wrongRegion' | 'accountBlocks'>;

/** Failed tests that are about something else than the key have a finding of their own, and are told there alone. */
const findings: Readonly<Partial<Record<DiagnosisCode, Diagnosed>>> = {
  clockOff: 'clockOff',
  wrongRegion: 'wrongRegion',
  accountTrouble: 'accountBlocks',
  regionBlocked: 'accountBlocks',
};

export const findingOfDiagnosis = (code: DiagnosisCode): Diagnosed => findings[code] ?? 'testFailed';

/** A finding that passes the last test's diagnosis on. */
const diagnosed = (kind: Exclude<Diagnosed, 'testFailed'>, title: string): FindingRow => ({
  kind,
  look({ diagnosis, tested }) {
    if (diagnosis === null || findingOfDiagnosis(diagnosis.code) !== kind) return null;
    const off = diagnosis.clockOffMs;
    const by = off === undefined ? '' : ` The two clocks differ by ${(Math.abs(off) / secondMs).toFixed(1)} s.`;
    return {
      severity: 'high',
      title,
      reason: `${diagnosis.text}${by}`,
      next: diagnosis.next,
      rights: [],
      evidence: [ours(`the last test: ${diagnosis.code}`, tested)],
    };
  },
});

export const clockOff = diagnosed('clockOff', 'This computer’s clock and the exchange’s disagree');
export const wrongRegion = diagnosed('wrongRegion', 'This key belongs to another region of the exchange');
const refused = diagnosed('accountBlocks', 'The account is blocked');

/** Words by which exchanges say of an account, not of a key, that it may not do something now. */
const blocking =
  /\b(locked|frozen|suspended|banned|blocked|restricted account|cannot (trade|withdraw)|in liquidation)\b/i;

export const accountBlocks: FindingRow = {
  kind: 'accountBlocks',
  look(subject, now) {
    const said = refused.look(subject, now);
    if (said !== null) return said;
    const flag = subject.report?.remarks.find((remark) => blocking.test(remark));
    if (flag === undefined) return null;
    return {
      severity: 'medium',
      title: 'The account is held up by the exchange',
      reason: `${subject.exchangeName} says of the account: ${flag.replace(/\.$/, '')}. The key’s rights do not help while that is so.`,
      next: `Log in at ${subject.exchangeName} and see what it asks of you; then test again here.`,
      rights: [],
      evidence: [...subject.told],
    };
  },
};
