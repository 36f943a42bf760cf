import { describe, expect, it } from 'vitest';
import type { DueKey, DueReason } from '../../../core/contract/rotation';
import type { Instant } from '../../lib/time';
import { mondayOf, timelineOf } from './weeks';

const reason = (day: string, at = `${day}T11:00:00.000Z`): DueReason => ({
  kind: 'policy',
  at: at as Instant,
  day,
  text: 'rotation every 90 days',
  counted: null,
});
const key = (label: string, ...reasons: DueReason[]): DueKey => ({
  credential: `k${label.padStart(25, '0')}`,
  exchange: 'binance',
  exchangeName: 'Binance',
  practice: false,
  label,
  account: '',
  purpose: 'tracker',
  keyEnding: 'abcd',
  policy: { every: 90, from: 'builtIn' },
  reasons,
});
// A Tuesday.
const now = { today: '2026-11-24', at: '2026-11-24T12:00:00.000Z' as Instant };

describe('the time line of what is due', () => {
  it('has every date of the span in the week of its own day, and every week of the span', () => {
    const keys = [key('a', reason('2026-11-29'), reason('2026-11-30')), key('b', reason('2027-02-22'))];
    const { weeks, overdue } = timelineOf({ ...now, keys }, 90);
    expect(overdue).toEqual([]);
    expect(weeks).toHaveLength(14);
    const filled = weeks.filter(({ entries }) => entries.length > 0);
    expect(filled.map(({ monday, sunday }) => [monday, sunday])).toEqual([
      ['2026-11-23', '2026-11-29'],
      ['2026-11-30', '2026-12-06'],
      ['2027-02-22', '2027-02-28'],
    ]);
    expect(filled.map(({ entries }) => entries[0]?.first)).toEqual([true, false, true]);
  });

  it('leaves out what comes after its last day', () => {
    const keys = [key('a', reason('2027-02-22'), reason('2027-02-23'))];
    expect(timelineOf({ ...now, keys }, 90).weeks.flatMap(({ entries }) => entries)).toHaveLength(1);
  });

  it('puts what is over first, the longest ago at the top, also where that was earlier today', () => {
    const keys = [
      key('a', reason('2026-11-24')),
      key('b', reason('2026-11-01')),
      key('c', reason('2026-11-24', '2026-11-24T13:00:00.000Z')),
    ];
    const { overdue, weeks } = timelineOf({ ...now, keys }, 90);
    expect(overdue.map((entry) => entry.key.label)).toEqual(['b', 'a']);
    expect(weeks[0]?.entries.map((entry) => entry.key.label)).toEqual(['c']);
  });

  it('begins its weeks with Monday, over the end of a year and of summer time', () => {
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(mondayOf('2027-01-01')).toBe('2026-12-28');
    expect(mondayOf('2026-10-25')).toBe('2026-10-19');
  });
});
