import { describe, expect, it } from 'vitest';
import { hourMs, instantOf, minuteMs } from '../../base/instants';
import { familyOf, meaningOf } from '../../exchanges/diagnosis/families';
import { practiceStyles } from '../../contract/lists';
import type { DiagnosisCode } from '../../contract/words';
import { evidenceOf } from './evidence';
import { countsAsTry, judgeProof, nextTryInMs, type Case, type Look } from './proof';

const now = instantOf(Date.UTC(2026, 10, 24, 12));
const ago = (ms: number) => instantOf(Date.UTC(2026, 10, 24, 12) - ms);
const refused = (diagnosis: DiagnosisCode, code: string | null, status: number | null = 401): Look => ({
  diagnosis,
  code,
  status,
});
const works: Look = { diagnosis: null, code: null, status: null };
const noAnswer: Look = { diagnosis: 'network', code: null, status: null };

const ambiguous: Case = {
  exchange: 'binance',
  egress: null,
  old: refused('keyIpOrRight', '-2015'),
  fresh: works,
  accepted: { at: ago(3 * hourMs), egress: null },
  everAccepted: true,
  ip: { old: 'open', fresh: 'open' },
  now,
};
const judged = (changes: Partial<Case>) => judgeProof({ ...ambiguous, ...changes });

describe('an ambiguous code', () => {
  it('proves beside a new key that is accepted from where the old one was', () =>
    expect(judged({})).toBe('newAccepted'));

  it.each([
    ['newRefused', { fresh: refused('keyIpOrRight', '-2015') }],
    ['newRefused', { fresh: noAnswer }],
    ['newRefused', { fresh: null }],
    ['neverAccepted', { accepted: null }],
    ['neverAccepted', { everAccepted: false }],
    ['otherWay', { egress: 'socks5://127.0.0.1:1080' }],
    ['addressMayDiffer', { ip: { old: 'restricted', fresh: 'open' } }],
    ['addressMayDiffer', { ip: { old: 'unknown', fresh: 'unknown' } }],
  ] as const)('does not prove: %s', (reason, changes) => expect(judged(changes)).toBe(reason));

  it('proves of a key with an IP list where the new one has one too, or the old one worked a moment ago', () => {
    expect(judged({ ip: { old: 'restricted', fresh: 'restricted' } })).toBe('newAccepted');
    expect(
      judged({ ip: { old: 'restricted', fresh: 'open' }, accepted: { at: ago(10 * minuteMs), egress: null } }),
    ).toBe('newAccepted');
  });
});

describe('an exact code', () => {
  const okx = { exchange: 'okx', old: refused('wrongKey', '50119'), fresh: null, accepted: null };
  it('proves alone, of a key that was accepted once', () => expect(judged(okx)).toBe('exact'));
  it('proves nothing of a key that this exchange never accepted: it may be one of its sibling', () =>
    expect(judged({ ...okx, everAccepted: false })).toBe('neverAccepted'));
  it('is another exchange’s own', () => expect(judged({ ...okx, exchange: 'bybit' })).toBe('notEvidence'));
});

it('a network error, a pause and a busy exchange prove nothing, and bring no lock-out nearer', () => {
  for (const old of [noAnswer, refused('rateLimited', '-1003', 429), refused('exchangeFailing', null, 503)]) {
    const reason = judged({ old });
    expect([reason, countsAsTry(reason)]).toEqual(['noAnswer', false]);
  }
});

it('a key that is accepted is alive', () => expect(judged({ old: works })).toBe('alive'));

it('an exchange without a row proves by what its code means, beside the new key alone', () => {
  const other = { exchange: 'coinex', old: refused('wrongKey', null) };
  expect(judged(other)).toBe('newAccepted');
  expect(judged({ ...other, fresh: null })).toBe('newRefused');
});

describe('tries', () => {
  it('are three, with longer waits', () => {
    const waits = [0, 1, 2, 3].map((tries) => nextTryInMs(tries, now, now));
    expect(waits).toEqual([0, 5 * minuteMs, 15 * minuteMs, null]);
  });
  it('wait for nobody whose clock was set back', () => expect(nextTryInMs(1, now, ago(365 * 24 * hourMs))).toBe(0));
});

describe.each(practiceStyles)('the evidence of %s', (style) => {
  it('is codes whose meaning the diagnosis knows, with source and date', () => {
    const row = evidenceOf(style);
    const codes = [...(row?.exact ?? []), ...(row?.ambiguous ?? [])].filter((code) => !code.startsWith('http '));
    const gone = ['wrongKey', 'expired', 'keyOrSecret', 'refused', 'keyIpOrRight'];
    for (const code of codes) expect(gone, code).toContain(meaningOf(familyOf(style), code));
    expect(row?.source).toMatch(/\S/);
    expect(row?.seen).toMatch(/^\d{4}-\d\d$/);
  });
});
