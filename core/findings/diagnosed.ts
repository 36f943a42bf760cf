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

const clocksDisagree = 'This computer’s clock and the exchange’s disagree';
const refusedForClock = diagnosed('clockOff', clocksDisagree);

/**
 * Of the shortest windows in which exchanges take a signed request (5 s: ccxt 4.5.84's `recvWindow` for Bybit, MEXC, BingX, Backpack and XT)
 * this leaves a little more than half; a `Date` header is read to a second.
 */
const clockWarnsFromMs = 2_000;

export const clockOff: FindingRow = {
  kind: 'clockOff',
  look(subject, now) {
    const { diagnosis, exchangeName, report, told } = subject;
    if (diagnosis !== null) return refusedForClock.look(subject, now);
    const off = report?.clockOffMs ?? 0;
    if (Math.abs(off) < clockWarnsFromMs) return null;
    const seconds = Math.round(Math.abs(off) / secondMs);
    return {
      severity: 'medium',
      title: clocksDisagree,
      reason: `${exchangeName} still answered, but this computer’s clock is ${String(seconds)} s ${off > 0 ? 'behind' : 'ahead of'} its own. Exchanges refuse requests whose time is off by more than a few seconds, and then this key works for no program here.`,
      next: 'Switch on automatic date and time in the system’s settings, then test again.',
      rights: [],
      evidence: [...told],
    };
  },
};
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
