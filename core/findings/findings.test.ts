import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Finding,
  diagnosisCodes,
  findingKinds,
  purposes,
  rights,
  severities,
  type FindingKind,
  type Granted,
  type PermissionReport,
  type Purpose,
  type Right,
} from '../contract/words';
import { policyLevels } from '../contract/rotation';
import type { CredentialFacts } from './facts';
import { inDays, now, reportOf } from './facts.fixture';
import { findingTable, findingsOf, worstOf } from './findings';
import { zoneOf } from '../rotation/due/zone';
import { builtInBook, builtInRules, rulesOf } from '../rules/key-rules';
import type { Around } from './facts';

const report = (granted: readonly Right[], more: Partial<PermissionReport> = {}) =>
  reportOf(granted, { ip: { state: 'restricted', list: null }, ...more });

const calm: Omit<Around, 'rules'> = {
  twins: [],
  besideReal: false,
  secondFactor: null,
  tokens: null,
  policy: { every: 90, from: 'builtIn' },
  zone: zoneOf('UTC'),
};

const binance = (
  purpose: Purpose,
  about: PermissionReport | null,
  more: Partial<CredentialFacts> = {},
): CredentialFacts => ({
  ...calm,
  exchange: 'binance',
  exchangeName: 'Binance',
  support: 'inspected',
  purpose,
  added: now,
  tested: about === null ? null : about.asked,
  report: about,
  diagnosis: null,
  rules: rulesOf(builtInBook, more.exchange ?? 'binance'),
  ...more,
});
const okx = (purpose: Purpose, about: PermissionReport) =>
  binance(purpose, { ...about, granularity: 'coarse' }, { exchange: 'okx', exchangeName: 'OKX' });

const see = (facts: CredentialFacts, kind: FindingKind) =>
  findingsOf(facts, now).find((finding) => finding.kind === kind);
const kindsOf = (facts: CredentialFacts) => findingsOf(facts, now).map(({ kind }) => kind);

describe('the table of findings', () => {
  it('has one row for each kind and no other', () => {
    expect(findingTable.map(({ kind }) => kind).sort()).toEqual([...findingKinds].sort());
  });
});

describe('a healthy key', () => {
  it('has no finding', () => {
    expect(kindsOf(binance('spotBot', report(['read', 'spotTrade'])))).toEqual([]);
  });
});

describe('a key that can withdraw', () => {
  it('is critical for a bot, with the steps that end it, and is not told a second time', () => {
    const facts = binance('spotBot', report(['read', 'spotTrade', 'withdraw']));
    expect(see(facts, 'canWithdraw')).toMatchObject({ severity: 'critical', rights: ['withdraw'] });
    expect(see(facts, 'canWithdraw')?.next).toMatch(/edit the key, switch the right to withdraw off/);
    expect(kindsOf(facts)).toEqual(['canWithdraw']);
  });

  it('is high for a person who trades by hand', () => {
    expect(see(binance('manual', report(['read', 'withdraw'])), 'canWithdraw')?.severity).toBe('high');
  });
});

describe('a key of which nobody can say whether it can withdraw', () => {
  const unknown = (how: 'told' | 'probed') => {
    const { rights: said, ...rest } = report(['read', 'spotTrade']);
    return { ...rest, how, rights: { ...said, withdraw: 'unknown' as const } };
  };

  it.each(['told', 'probed'] as const)('is no key that cannot: it has a finding, %s', (how) => {
    expect(findingsOf(binance('spotBot', unknown(how)), now)).toEqual([
      expect.objectContaining({ kind: 'withdrawUnknown', severity: 'medium', rights: [] }),
    ]);
  });

  it('says why nobody can', () => {
    const reason = (how: 'told' | 'probed') => see(binance('spotBot', unknown(how)), 'withdrawUnknown')?.reason;
    expect(reason('probed')).toMatch(/cannot be tried without doing it/);
    expect(reason('told')).toMatch(/not of this one/);
  });

  it('is told as less to a person who trades by hand, and not at all of a key that was never tested', () => {
    expect(see(binance('manual', unknown('probed')), 'withdrawUnknown')?.severity).toBe('low');
    expect(see(binance('spotBot', null), 'withdrawUnknown')).toBeUndefined();
  });
});

describe('a key without an IP list', () => {
  const open = { ip: { state: 'open', list: null } } as const;

  it('is high, and says what Binance does to such a key', () => {
    const finding = see(binance('spotBot', report(['read', 'spotTrade'], open)), 'noIpList');
    expect(finding?.severity).toBe('high');
    expect(finding?.reason).toMatch(/trading off 30 days after .*2021-07-08/);
  });

  it('says of a practice key what holds for the exchange that is practised', () => {
    const facts = binance('spotBot', report(['read'], open), { exchange: 'practice:binance' });
    expect(see(facts, 'noIpList')?.reason).toMatch(/not used for 30 days/);
  });

  it('says nothing of trading where the key does not trade', () => {
    expect(see(binance('tracker', report(['read'], open)), 'noIpList')?.reason).not.toMatch(
      /trading off|beyond reading/,
    );
    expect(see(okx('tracker', report(['read'], open)), 'noIpList')?.reason).not.toMatch(/14 days/);
    expect(see(okx('spotBot', report(['read', 'spotTrade'], open)), 'noIpList')?.reason).toMatch(/14 days/);
  });

  it('believes the day the key tells before the rule', () => {
    const facts = binance('spotBot', report(['read', 'spotTrade'], { ...open, tradingLapses: inDays(5) }));
    expect(see(facts, 'noIpList')?.reason).not.toMatch(/30 days after/);
    expect(see(facts, 'tradingLapsesSoon')?.title).toBe('The right to trade lapses in 5 days; the key itself stays');
  });

  it('is not claimed where the exchange does not say', () => {
    expect(
      kindsOf(binance('spotBot', report(['read', 'spotTrade'], { ip: { state: 'unknown', list: null } }))),
    ).toEqual([]);
  });

  it('never tells hearsay as a fact', () => {
    const hearsay = builtInRules.filter(({ confidence }) => confidence === 'L');
    expect(hearsay.length).toBeGreaterThan(0);
    for (const { exchanges, rule } of hearsay)
      for (const exchange of exchanges) {
        const facts = binance('manual', report(rights, open), { exchange });
        expect(see(facts, 'noIpList')?.reason).not.toContain(rule);
      }
  });
});

describe('a key that ends', () => {
  const ends = (days: number) =>
    see(binance('spotBot', report(['read', 'spotTrade'], { expires: inDays(days) })), 'expiresSoon');

  it.each([
    [14.01, undefined, undefined],
    [13.99, 'high', 'This key expires in 14 days'],
    [3.01, 'high', 'This key expires in 3 days'],
    [3, 'critical', 'This key expires in 3 days'],
    [1, 'critical', 'This key expires in 1 day'],
    [0.2, 'critical', 'This key expires in less than a day'],
    [0, 'critical', 'This key has expired'],
    [-40, 'critical', 'This key has expired'],
  ])('in %s days is %s', (days, severity, title) => {
    expect(ends(days)?.severity).toBe(severity);
    expect(ends(days)?.title).toBe(title);
  });

  it('never, or nobody knows when: no finding', () => {
    for (const expires of ['never', 'unknown'] as const)
      expect(kindsOf(binance('tracker', report(['read'], { expires })))).toEqual([]);
  });
});

describe('a right to trade that lapses', () => {
  const lapses = (days: number, purpose: Purpose = 'spotBot') =>
    see(binance(purpose, report(['read', 'spotTrade'], { tradingLapses: inDays(days) })), 'tradingLapsesSoon');

  it('is told within two weeks, and as lapsed afterwards', () => {
    expect(lapses(15)).toBeUndefined();
    expect(lapses(5)).toMatchObject({ severity: 'high' });
    expect(lapses(-1)?.title).toBe('The right to trade has lapsed');
  });

  it('is nothing to a tracker', () => {
    expect(lapses(5, 'tracker')).toBeUndefined();
  });
});

describe('a key that is broader than its purpose', () => {
  it('names each right too many, the warned ones too', () => {
    const facts = binance('futuresBot', report(['read', 'futuresTrade', 'spotTrade', 'transfer', 'earn']));
    expect(see(facts, 'broaderThanPurpose')).toMatchObject({ severity: 'medium', rights: ['transfer', 'earn'] });
    expect(see(facts, 'broaderThanPurpose')?.reason).toContain('transfer between accounts and use earn products');
  });

  it('hears that OKX offers nothing narrower, when it has to trade', () => {
    const trade = report(['read', 'spotTrade', 'marginTrade', 'futuresTrade']);
    expect(see(okx('spotBot', trade), 'broaderThanPurpose')?.next).toMatch(/OKX .*nothing narrower/);
    expect(see(okx('tracker', trade), 'broaderThanPurpose')?.next).toMatch(/switch off what is not needed/);
  });

  it.each(purposes)('is never one of which everything is unknown: %s', (purpose) => {
    fc.assert(
      fc.property(fc.constantFrom('exact', 'coarse'), fc.constantFrom('unknown', 'no'), (granularity, granted) => {
        const unknown = Object.fromEntries(rights.map((right) => [right, granted])) as Record<Right, Granted>;
        const kinds = kindsOf(binance(purpose, report([], { rights: unknown, granularity })));
        expect(kinds).not.toContain('broaderThanPurpose');
        expect(kinds).not.toContain('canWithdraw');
        if (granted === 'unknown') expect(kinds).not.toContain('lacksNeeded');
      }),
    );
  });
});

describe('a key that lacks what it needs', () => {
  it('names the right', () => {
    expect(see(binance('marginBot', report(['read', 'spotTrade'])), 'lacksNeeded')).toMatchObject({
      severity: 'medium',
      rights: ['marginTrade'],
    });
  });
});

describe('a test', () => {
  const failed = (code: (typeof diagnosisCodes)[number]) =>
    binance('tracker', null, { diagnosis: { code, text: 'What happened.', next: 'What to do.' } });

  it('that failed passes the diagnosis on', () => {
    expect(findingsOf(failed('wrongKey'), now)).toEqual([
      expect.objectContaining({ kind: 'testFailed', severity: 'high', reason: 'What happened.', next: 'What to do.' }),
    ]);
  });

  it('that got no answer says less against the key than one that was answered', () => {
    expect(see(failed('network'), 'testFailed')?.severity).toBe('medium');
  });

  it('that never was is told as unknown', () => {
    expect(kindsOf(binance('tracker', null))).toEqual(['untested']);
  });

  it('that cannot be made is no failure', () => {
    const facts: CredentialFacts = { ...failed('notInspected'), support: 'kept' };
    expect(findingsOf(facts, now)).toEqual([expect.objectContaining({ kind: 'untested', severity: 'low' })]);
  });
});

describe('any findings', () => {
  const anyInstant = fc.integer({ min: -400, max: 400 }).map(inDays);
  const anyFacts: fc.Arbitrary<CredentialFacts> = fc.record({
    rules: fc.constantFrom(...['binance', 'okx', 'upbit', 'gate', 'bybit'].map((id) => rulesOf(builtInBook, id))),
    twins: fc.array(fc.constant('0'.repeat(26)), { maxLength: 40 }),
    besideReal: fc.boolean(),
    policy: fc.record({
      every: fc.oneof(fc.integer({ min: 1, max: 3650 }), fc.constant('off' as const)),
      from: fc.constantFrom(...policyLevels),
    }),
    zone: fc.constantFrom(zoneOf('UTC'), zoneOf('Australia/Lord_Howe')),
    secondFactor: fc.oneof(
      fc.constantFrom(null, 'toAsk' as const),
      fc.record({ answer: fc.constantFrom('on' as const, 'off' as const), at: anyInstant }),
    ),
    tokens: fc.option(
      fc.record({
        since: anyInstant,
        lastUsed: fc.option(anyInstant),
        tokens: fc.constant(1),
        rights: fc.constant({}),
      }),
    ),
    added: anyInstant,
    tested: fc.option(anyInstant),
    exchange: fc.constantFrom('binance', 'okx', 'practice:binance', 'practice:okx', 'nowhere'),
    exchangeName: fc.string({ minLength: 1, maxLength: 60 }),
    support: fc.constantFrom('inspected', 'probed', 'kept', 'gone'),
    purpose: fc.constantFrom(...purposes),
    report: fc
      .option(
        fc.record({
          granted: fc.record(
            Object.fromEntries(
              rights.map((right) => [right, fc.constantFrom<Granted>('yes', 'no', 'unknown')]),
            ) as Record<Right, fc.Arbitrary<Granted>>,
          ),
          granularity: fc.constantFrom('exact', 'coarse'),
          state: fc.constantFrom('open', 'restricted', 'unknown'),
          expires: fc.oneof(anyInstant, fc.constantFrom('never' as const, 'unknown' as const)),
          tradingLapses: fc.option(anyInstant),
          created: fc.option(anyInstant),
          lastUsed: fc.option(anyInstant),
        }),
      )
      .map((made) =>
        made === null
          ? null
          : report([], {
              rights: made.granted,
              granularity: made.granularity,
              ip: { state: made.state, list: null },
              expires: made.expires,
              tradingLapses: made.tradingLapses,
              created: made.created,
              lastUsed: made.lastUsed,
            }),
      ),
    diagnosis: fc.option(
      fc.record({
        code: fc.constantFrom(...diagnosisCodes),
        text: fc.string({ maxLength: 500 }),
        next: fc.string({ maxLength: 500 }),
      }),
    ),
  });

  it('fit the contract, the worst first, and name only rights that the exchange spoke of', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const findings = findingsOf(facts, now);
        for (const finding of findings) {
          expect(Finding.parse(finding)).toEqual(finding);
          for (const right of finding.rights) expect(facts.report?.rights[right]).not.toBe('unknown');
        }
        const ranks = findings.map(({ severity }) => severities.indexOf(severity));
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
        expect(worstOf(findings)).toBe(findings[0]?.severity ?? null);
      }),
    );
  });
});
