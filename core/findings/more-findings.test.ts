import { describe, expect, it } from 'vitest';
import { type FindingKind, type Mute, type PermissionReport, type Right } from '../contract/words';
import type { CredentialFacts } from './facts';
import { factsOf, inDays, now, reportOf } from './facts.fixture';
import { findingsOf } from './findings';
import { sortOut } from './mutes';

const ago = (days: number) => inDays(-days);
const endpoint = 'GET /kh-test/key';

const report = (granted: readonly Right[], more: Partial<PermissionReport> = {}) =>
  reportOf(granted, {
    ...{ asked: ago(0.1), ip: { state: 'restricted', list: null }, evidence: [{ endpoint, at: ago(0.1) }] },
    ...more,
  });
const key = (exchange: string, of: PermissionReport | null, more: Partial<CredentialFacts> = {}) =>
  factsOf(exchange, of, { added: ago(1), ...more });
const see = (facts: CredentialFacts, kind: FindingKind) =>
  findingsOf(facts, now).find((finding) => finding.kind === kind);
const open = { ip: { state: 'open', list: null } } as const;
const trades = ['read', 'spotTrade'] as const;
const use = (lastUsed: number | null, since: number) => ({
  since: ago(since),
  lastUsed: lastUsed === null ? null : ago(lastUsed),
  tokens: 1,
  rights: {},
});

describe('an end that only a rule knows', () => {
  it('is told from the day the key was made, with the rule and its source', () => {
    const finding = see(key('gate', report(trades, { ...open, created: ago(80) })), 'expiresSoon');
    expect(finding).toMatchObject({ severity: 'high', title: 'This key probably expires in 10 days' });
    expect(finding?.evidence.some(({ from, what }) => from === 'rule' && what.includes('Gate help 17521'))).toBe(true);
  });

  it('is told at the latest from the day it was added, where nobody knows when it was made', () => {
    const finding = see(key('upbit', report(trades), { added: ago(360) }), 'expiresSoon');
    expect(finding?.reason).toMatch(/at the latest on 2026-11-29/);
  });

  it('is not told of a key with an IP list, nor of one that has outlived it', () => {
    expect(see(key('gate', report(trades, { created: ago(80) })), 'expiresSoon')).toBeUndefined();
    expect(see(key('gate', report(trades, { ...open, created: ago(95) })), 'expiresSoon')).toBeUndefined();
  });

  it('is beaten by the exchange’s own answer, and both sources are told where they disagree', () => {
    const never = see(key('gate', report(trades, { ...open, created: ago(80), expires: 'never' })), 'expiresSoon');
    expect(never).toMatchObject({ severity: 'low' });
    expect(never?.reason).toContain(endpoint);
    expect(never?.reason).toContain('Gate help 17521');
    const list = see(key('gate', report(trades, { ...open, expires: 'never' })), 'noIpList');
    expect(list?.reason).toMatch(/Gate ends a key after 90 days .*itself says that this key never ends/);
  });
});

describe('a key that is not used', () => {
  it('is unused after 30 days, as the exchange says', () => {
    expect(see(key('kraken', report(trades, { lastUsed: ago(30) })), 'unused')?.severity).toBe('medium');
    expect(see(key('kraken', report(trades, { lastUsed: ago(29.9) })), 'unused')).toBeUndefined();
  });

  it('is never called unused where nobody knows', () => {
    expect(see(key('kraken', report(trades)), 'unused')).toBeUndefined();
    expect(see(key('kraken', report(trades, { lastUsed: ago(0.1) })), 'unused')).toBeUndefined();
  });

  it('is looked at through its tokens where the exchange is silent, and that is told as less', () => {
    expect(see(key('kraken', report(trades), { tokens: use(40, 60) }), 'unused')?.severity).toBe('low');
    expect(see(key('kraken', report(trades), { tokens: use(null, 31) }), 'unused')?.title).toMatch(/No token has used/);
    expect(see(key('kraken', report(trades), { tokens: use(2, 60) }), 'unused')).toBeUndefined();
    // Used through a token after the exchange was asked.
    const both = key('kraken', report(trades, { lastUsed: ago(40) }), { tokens: use(1, 60) });
    expect(see(both, 'unused')).toBeUndefined();
  });

  it('dies of disuse where a rule says so, and not with an IP list', () => {
    const idle = (days: number, more = {}) =>
      see(key('okx', report(trades, { ...open, lastUsed: ago(days), ...more })), 'idleEndsSoon');
    expect(idle(8)).toMatchObject({ severity: 'high', title: 'This key dies of disuse in 6 days' });
    expect(idle(15)?.title).toBe('This key may have died of disuse');
    expect(idle(6)).toBeUndefined();
    expect(idle(8, { ip: { state: 'restricted', list: null } })).toBeUndefined();
    expect(idle(8, { ip: { state: 'unknown', list: null } })).toBeUndefined();
  });
});

describe('what is found beside the exchange’s answer', () => {
  it.each([
    ['storedTwice', key('binance', report(trades), { twins: ['0'.repeat(26)] }), 'medium'],
    ['old', key('kraken', report(trades, { created: ago(90) })), 'low'],
    ['old', key('kraken', report(trades, { created: ago(180) })), 'medium'],
    ['old', key('kraken', report(trades), { added: ago(90) }), 'low'],
    ['old', key('kraken', report(trades, { created: ago(89) })), undefined],
    ['notTestedLately', key('kraken', report(trades), { tested: ago(30) }), 'low'],
    ['notTestedLately', key('kraken', report(trades), { tested: ago(29) }), undefined],
    ['practiceAmongReal', key('practice:okx', report(trades), { besideReal: true }), 'low'],
    ['secondFactorUnconfirmed', key('okx', report(trades), { secondFactor: 'toAsk' }), 'low'],
    ['secondFactorUnconfirmed', key('okx', report(trades), { secondFactor: { answer: 'off', at: now } }), 'high'],
    ['secondFactorUnconfirmed', key('okx', report(trades), { secondFactor: { answer: 'on', at: now } }), undefined],
    ['accountBlocks', key('okx', report(trades, { remarks: ['The account is frozen.'] })), 'medium'],
    ['accountBlocks', key('okx', report(trades, { remarks: ['The key belongs to a sub-account.'] })), undefined],
  ] as const)('%s (%#)', (kind, facts, severity) => {
    expect(see(facts, kind)?.severity).toBe(severity);
  });

  it.each([
    ['clockOff', 'clockOff'],
    ['wrongRegion', 'wrongRegion'],
    ['accountTrouble', 'accountBlocks'],
    ['regionBlocked', 'accountBlocks'],
    ['wrongKey', 'testFailed'],
  ] as const)('a failed test is told once, by what it is about: %s', (code, kind) => {
    const facts = key('okx', null, { tested: now, diagnosis: { code, text: 'What happened.', next: 'Do this.' } });
    expect(findingsOf(facts, now).map((finding) => finding.kind)).toEqual([kind]);
  });
});

describe('a clock that is off while the exchange still answers', () => {
  const answered = (clockOffMs?: number, more: Partial<CredentialFacts> = {}) =>
    see(key('okx', report(trades, clockOffMs === undefined ? {} : { clockOffMs }), more), 'clockOff');

  it.each([
    [4_321, '4 s behind'],
    [-9_000, '9 s ahead of'],
  ])('(by %d ms) is a warning that says by how much, and whose it is', (clockOffMs, words) => {
    const found = answered(clockOffMs);
    expect(found).toMatchObject({ severity: 'medium', reason: expect.stringContaining(`clock is ${words}`) });
    expect(found?.evidence).toEqual([expect.objectContaining({ from: 'exchange', what: endpoint })]);
  });

  it('is told by the last test alone, and from two seconds on', () => {
    const failed = { diagnosis: { code: 'network', text: 'What happened.', next: 'Do this.' } } as const;
    expect(answered(4_321, failed)).toBeUndefined();
    expect(answered(2_000)).toBeDefined();
    for (const within of [undefined, 1_999, -1_999]) expect(answered(within)).toBeUndefined();
  });
});

describe('a muted finding', () => {
  const findings = findingsOf(key('binance', report(trades, open)), now);
  const mute = { kind: 'noIpList', severity: 'high', reason: 'kh-test', since: ago(1) } as const;

  it('is told apart until its day, and again from then on', () => {
    const kinds = (days: number) =>
      sortOut(findings, [{ ...mute, until: ago(days) }], now).told.map(({ kind }) => kind);
    expect(kinds(-1)).not.toContain('noIpList');
    expect(kinds(0)).toContain('noIpList');
    expect(sortOut(findings, [{ ...mute, until: ago(-1) }], now).muted).toHaveLength(1);
  });

  it('covers the rights that it named, and is told again when more come, saying which', () => {
    const broad = (...more: Right[]) =>
      findingsOf(key('binance', report([...trades, 'transfer', ...more])), now).filter(
        ({ kind }) => kind === 'broaderThanPurpose',
      );
    const known = {
      ...mute,
      kind: 'broaderThanPurpose',
      severity: 'medium',
      rights: ['transfer'],
      until: ago(-1),
    } as const;
    const sorted = (findings: ReturnType<typeof broad>, of: Mute) => sortOut(findings, [of], now);
    expect(sorted(broad(), { ...known, rights: ['transfer'] }).muted).toHaveLength(1);
    // Fewer rights than were muted are nothing new.
    expect(sorted(broad(), { ...known, rights: ['transfer', 'earn'] }).muted).toHaveLength(1);
    const { told, muted } = sorted(broad('earn', 'borrow'), { ...known, rights: ['transfer'] });
    expect(muted).toEqual([]);
    expect(told[0]?.reason).toMatch(/^You muted this before it was about the right to borrow and use earn products/);
  });

  it('from before rights were kept holds whatever they are', () => {
    const findings = findingsOf(key('binance', report([...trades, 'transfer', 'earn'])), now);
    const old = { ...mute, kind: 'broaderThanPurpose', severity: 'medium', until: ago(-1) } as const;
    expect(sortOut(findings, [old], now).muted).toHaveLength(1);
  });

  it('is told again when it gets worse', () => {
    const milder = { ...mute, severity: 'medium', until: ago(-1) } as const;
    expect(sortOut(findings, [milder], now).muted).toEqual([]);
  });
});
