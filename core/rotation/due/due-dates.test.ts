import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, type Instant } from '../../base/instants';
import { DueReason, policyLevels, type DueKind } from '../../contract/rotation';
import { diagnosisCodes, purposes, rights, type PermissionReport } from '../../contract/words';
import type { CredentialFacts } from '../../findings/facts';
import { answersOf, factsOf, inDays, now, reportOf } from '../../findings/facts.fixture';
import { caseOf } from '../../findings/findings';
import { builtInBook, rulesOf } from '../../rules/key-rules';
import { dueDates } from './due-dates';
import { reasonOf } from './texts';
import { zoneOf } from './zone';

const berlin = zoneOf('Europe/Berlin');
const report = (more: Partial<PermissionReport> = {}) => reportOf(['read', 'spotTrade'], more);
const facts = (exchange: string, of: PermissionReport | null, more: Partial<CredentialFacts> = {}) =>
  factsOf(exchange, of, { zone: berlin, ...more });

const told = (of: CredentialFacts) => {
  const subject = caseOf(of);
  return dueDates(subject).map((date) => reasonOf(date, subject));
};
const textsOf = (of: CredentialFacts) => told(of).map(({ text, day }) => `${day} ${text}`);

describe('the days of a key', () => {
  it('are told with their reasons, the earliest first, and the others stay', () => {
    expect(textsOf(facts('gate', report({ created: inDays(-80) }), { policy: { every: 60, from: 'key' } }))).toEqual([
      '2026-11-04 rotation every 60 days',
      '2026-12-04 gate: keys without an IP list end after 90 days',
    ]);
  });

  it('are counted from when it was made where the exchange tells, else from when it was added', () => {
    expect(told(facts('kraken', report({ created: inDays(-50) })))[0]?.counted).toEqual({
      from: 'made',
      at: inDays(-50),
    });
    expect(told(facts('kraken', report()))[0]?.counted).toEqual({ from: 'added', at: inDays(-10) });
    expect(told(facts('kraken', null))[0]).toMatchObject({ kind: 'policy', day: '2027-02-12' });
  });

  it('are what the exchange says of this very key before what is known of its kind', () => {
    const says = facts('bybit', report({ created: inDays(-1), expires: inDays(99) }));
    expect(textsOf(says)).toContain('2027-03-03 bybit says: expires 3 March 2027');
    expect(told(says).map(({ kind }) => kind)).not.toContain('ruleEnds');
    const never = facts('gate', report({ created: inDays(-1), expires: 'never' }));
    expect(told(never).map(({ kind }) => kind)).toEqual(['policy']);
  });

  it('have no rotation where the person switched it off', () => {
    expect(told(facts('kraken', report(), { policy: { every: 'off', from: 'key' } }))).toEqual([]);
  });

  it('say who advises', () => {
    expect(textsOf(facts('binanceus', null, { policy: { every: 90, from: 'advice' } }))[0]).toMatch(
      /rotation every 90 days, as binanceus advises/,
    );
  });

  it('do not tell a tracker of a right to trade', () => {
    const lapsing = report({ tradingLapses: inDays(5) });
    expect(told(facts('binance', lapsing)).map(({ kind }) => kind)).toContain('tradingLapses');
    expect(told(facts('binance', lapsing, { purpose: 'tracker' })).map(({ kind }) => kind)).not.toContain(
      'tradingLapses',
    );
  });
});

describe('disuse', () => {
  const idle = (of: PermissionReport, more: Partial<CredentialFacts> = {}) =>
    told(facts('okx', of, more)).find(({ kind }) => kind === 'idle');
  const through = (days: number) => ({
    tokens: { since: inDays(-60), lastUsed: inDays(days), tokens: 1, rights: {} },
  });

  it('runs from our own question where the exchange says nothing of use, and says so', () => {
    expect(idle(report({ asked: inDays(-2) }))).toMatchObject({
      at: inDays(12),
      counted: { from: 'asked', at: inDays(-2) },
      text: 'okx: keys without an IP list die after 14 days without use',
    });
  });

  it('runs from a later use through a token', () => {
    expect(idle(report({ asked: inDays(-5) }), through(-1))?.counted).toEqual({ from: 'used', at: inDays(-1) });
    expect(idle(report({ asked: inDays(-1) }), through(-5))?.counted).toEqual({ from: 'asked', at: inDays(-1) });
  });

  it('believes the exchange where it says what it counts, our own question or not', () => {
    expect(idle(report({ lastUsed: inDays(-8) }))?.at).toBe(inDays(6));
    expect(idle(report({ lastUsed: now }))?.at).toBe(inDays(14));
  });

  it('kills no key with an IP list, none whose list is unknown, and none that never answered', () => {
    expect(idle(report({ ip: { state: 'restricted', list: null } }))).toBeUndefined();
    expect(idle(report({ ip: { state: 'unknown', list: null } }))).toBeUndefined();
    expect(told(facts('okx', null)).map(({ kind }) => kind)).toEqual(['policy']);
  });
});

/** The same once more, slowly and by other means: every rule tried for every kind, dates by the system's own calendar. */
function reference({ exchange, policy, zone, added, tested, diagnosis, report: of, tokens, purpose }: CredentialFacts) {
  const found: { kind: DueKind; at: string }[] = [];
  const trades = purpose !== 'tracker';
  const since = of?.created ?? added;
  const plus = (from: Instant, days: number) => new Date(Date.parse(from) + days * dayMs).toISOString();
  const holding = rulesOf(builtInBook, exchange).filter(
    ({ appliesWhen: { noIpList, rights: some }, confidence }) =>
      confidence !== 'L' &&
      (!noIpList || of?.ip.state === 'open') &&
      (some === null || some.some((right) => of?.rights[right] === 'yes')),
  );
  const outlived = (at: string) => {
    const alive = diagnosis === null ? tested : (of?.asked ?? null);
    return alive !== null && Date.parse(at) <= Date.parse(alive);
  };
  const earliest = (kind: string, from: Instant) =>
    holding.flatMap((rule) => (rule.kind === kind && rule.days !== null ? [plus(from, rule.days)] : [])).sort();
  const ends = of?.expires ?? 'unknown';
  if (ends === 'unknown') {
    const [end] = earliest('fixed', since).filter((at) => !outlived(at));
    if (end !== undefined) found.push({ kind: 'ruleEnds', at: end });
  } else if (ends !== 'never') found.push({ kind: 'expires', at: ends });
  if (trades) {
    const [lapse] = earliest('permission', since).filter((at) => !outlived(at));
    if (of?.tradingLapses != null) found.push({ kind: 'tradingLapses', at: of.tradingLapses });
    else if (lapse !== undefined) found.push({ kind: 'ruleLapses', at: lapse });
  }
  if (of !== null) {
    const signs = [of.lastUsed ?? of.asked, ...(tokens?.lastUsed == null ? [] : [tokens.lastUsed])].sort();
    const [end] = earliest('inactivity', signs.at(-1) ?? of.asked);
    if (end !== undefined) found.push({ kind: 'idle', at: end });
  }
  if (policy.every !== 'off') found.push({ kind: 'policy', at: sameTimeLater(zone.name, since, policy.every) });
  return found.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Looks for the moment minute by minute around where it must be. */
function sameTimeLater(zone: string, from: Instant, days: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [day = '', time = ''] = format.format(Date.parse(from)).split(' ');
  const wanted = `${new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, 10)} ${time}`;
  const middle = Date.parse(from) + days * dayMs;
  for (let minutes = -120; minutes <= 120; minutes += 30) {
    const moment = middle + minutes * 60_000;
    if (format.format(moment) === wanted) return new Date(moment).toISOString();
  }
  throw new Error(`nobody's clock shows ${wanted} in ${zone}`);
}

describe('any key', () => {
  // Whole hours at which no clock jumps, so that each of them comes on every day; jumps have tests of their own.
  const anyMoment = fc.integer({ min: -400, max: 400 }).map((days) => inDays(days));
  const anyFacts: fc.Arbitrary<CredentialFacts> = fc
    .record({
      exchange: fc.constantFrom(
        'binance',
        'okx',
        'upbit',
        'gate',
        'bybit',
        'kucoin',
        'htx',
        'bingx',
        'hyperliquid',
        'kraken',
      ),
      purpose: fc.constantFrom(...purposes),
      added: anyMoment,
      tested: fc.option(anyMoment),
      policy: fc.record({
        every: fc.oneof(fc.integer({ min: 1, max: 3650 }), fc.constant('off' as const)),
        from: fc.constantFrom(...policyLevels),
      }),
      zone: fc.constantFrom(...['Europe/Berlin', 'Australia/Lord_Howe', 'America/Los_Angeles', 'UTC'].map(zoneOf)),
      tokens: fc.option(
        fc.record({
          since: anyMoment,
          lastUsed: fc.option(anyMoment),
          tokens: fc.constant(1),
          rights: fc.constant({}),
        }),
      ),
      report: fc.option(
        fc.record({
          asked: anyMoment,
          granted: fc.subarray([...rights]),
          state: fc.constantFrom('open', 'restricted', 'unknown'),
          expires: fc.oneof(anyMoment, fc.constantFrom('never' as const, 'unknown' as const)),
          tradingLapses: fc.option(anyMoment),
          created: fc.option(anyMoment),
          lastUsed: fc.option(anyMoment),
        }),
      ),
      failed: fc.option(fc.constantFrom(...diagnosisCodes)),
    })
    .map(({ report: made, failed, exchange, ...rest }) => {
      const of =
        made === null
          ? null
          : (({ granted, state, ...more }) =>
              report({ ...more, rights: answersOf(granted), ip: { state, list: null } }))(made);
      const diagnosis = failed === null ? null : { code: failed, text: 'kh-test', next: 'kh-test' };
      return facts(exchange, of, { ...rest, diagnosis });
    });

  it('has the days that a slow model finds, in its order, and each is one that the contract takes', () => {
    fc.assert(
      fc.property(anyFacts, (of) => {
        const reasons = told(of);
        const bare = ({ kind, at }: { kind: DueKind; at: string }) => `${at} ${kind}`;
        expect(reasons.map(bare).sort()).toEqual(reference(of).map(bare).sort());
        expect(reasons.map(({ at }) => at)).toEqual(reference(of).map(({ at }) => at));
        for (const reason of reasons) expect(DueReason.parse(reason)).toEqual(reason);
      }),
      { numRuns: 1000 },
    );
  });
});
