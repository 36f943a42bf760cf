import { describe, expect, it } from 'vitest';
import { daysForSort, lifeOf } from './life';
import { dayMs, type Instant } from './time';

const nowMs = Date.parse('2026-11-24T12:00:00.000Z');
const inDays = (days: number) => new Date(nowMs + days * dayMs).toISOString() as Instant;

const due = (kind: 'policy' | 'idle', at: Instant) => ({
  ...{ expires: 'never' as const, tradingLapses: null },
  due: { kind, at, day: at.slice(0, 10), text: 'rotation every 90 days' },
});

describe('how long a key is good as it is', () => {
  it('is told by the first day by which it must be replaced or used, in days of the calendar, with its reason', () => {
    const local = new Date(2026, 10, 24, 23, 30).getTime();
    const tomorrow = { ...due('policy', new Date(local + dayMs / 24).toISOString() as Instant) };
    tomorrow.due.day = '2026-11-25';
    expect(lifeOf(tomorrow, local)).toMatchObject({ daysLeft: 1, why: 'policy', text: 'rotation every 90 days' });
    expect(lifeOf(due('idle', inDays(-0.01)), nowMs)).toMatchObject({ daysLeft: -1, why: 'idle' });
  });
});

describe('how long a key still works', () => {
  it('is told by whichever ends first: the key, or its trading right', () => {
    expect(lifeOf({ expires: inDays(60), tradingLapses: inDays(5.5) }, nowMs)).toMatchObject({
      why: 'tradingLapses',
      daysLeft: 5,
    });
    expect(lifeOf({ expires: inDays(3), tradingLapses: inDays(5) }, nowMs)).toMatchObject({
      why: 'expires',
      daysLeft: 3,
    });
  });

  it('is never unless the exchange says so, and unknown is not the same as not asked', () => {
    expect(lifeOf({ expires: 'never', tradingLapses: null }, nowMs).kind).toBe('never');
    expect(lifeOf({ expires: 'unknown', tradingLapses: null }, nowMs).kind).toBe('unknown');
    expect(lifeOf({ expires: null, tradingLapses: null }, nowMs).kind).toBe('notAsked');
  });

  it('counts broken days down, and a date of this morning as over', () => {
    expect(lifeOf({ expires: inDays(0.9), tradingLapses: null }, nowMs)).toMatchObject({ daysLeft: 0 });
    expect(lifeOf({ expires: inDays(-0.1), tradingLapses: null }, nowMs)).toMatchObject({ daysLeft: -1 });
  });

  it('sorts what ends before what nobody knows, and that before what never ends', () => {
    const of = (expires: Instant | 'never' | 'unknown') => daysForSort(lifeOf({ expires, tradingLapses: null }, nowMs));
    expect(of(inDays(9000))).toBeLessThan(of('unknown'));
    expect(of('unknown')).toBeLessThan(of('never'));
  });
});
