import { describe, expect, it } from 'vitest';
import { dayMs, epochMsOf, hourMs, minuteMs, type Instant } from '../../base/instants';
import type { DueKey, DueReason } from './due';
import type { Reminder } from './planner';
import { nextOf, textsFor } from './texts';

const now = '2026-11-24T09:00:00.000Z' as Instant;
const nowMs = epochMsOf(now);
const reason = (inMs: number, kind: DueReason['kind'] = 'policy'): DueReason => ({
  ...{ kind, atMs: nowMs + inMs, lifeDays: 90, text: 'rotation every 90 days' },
});
const key = (label: string | null, ...reasons: DueReason[]): DueKey => ({
  ...{ id: `id of ${label ?? 'one'}`, label, exchangeName: 'Bybit', reasons },
});
const reminder = (of: DueKey): Reminder => ({
  ...{ key: of, moment: { reason: of.reasons[0]!, stage: 'early', comesMs: nowMs }, covers: [], snoozeOver: false },
});
const open = { names: true, locked: false };
const said = (keys: readonly DueKey[], how = open) => textsFor(keys.map(reminder), how, now);

describe('what a reminder says', () => {
  it('is which key, what becomes of it, when, and what to do', () => {
    expect(said([key('Grid bot', reason(14 * dayMs))])).toEqual([
      {
        id: 'reminder id of Grid bot',
        title: '“Grid bot” is to be replaced in 14 days',
        body: 'rotation every 90 days. Make a new key and let it take the place of this one.',
        ...{ urgency: 'normal', keys: ['id of Grid bot'], opens: 'id of Grid bot' },
      },
    ]);
  });

  it('counts the last day in hours, and says it more urgently', () => {
    const titleIn = (ms: number) => said([key('A', reason(ms, 'expires'))])[0];
    expect(titleIn(23 * hourMs)).toMatchObject({ title: '“A” ends in 23 hours', urgency: 'critical' });
    expect(titleIn(hourMs)?.title).toBe('“A” ends in 1 hour');
    expect(titleIn(20 * minuteMs)?.title).toBe('“A” ends in less than an hour');
    expect(titleIn(-dayMs)?.title).toBe('“A” is overdue');
    expect(titleIn(25 * hourMs)?.title).toBe('“A” ends in 1 day');
  });

  it('is one for all where they are more than two', () => {
    const keys = ['A', 'B', 'C'].map((label, n) => key(label, reason((n + 1) * dayMs, 'expires')));
    expect(said(keys.slice(0, 2))).toHaveLength(2);
    expect(said(keys)).toMatchObject([
      {
        id: 'reminders',
        title: '3 keys are due',
        body: 'The first: “A” ends in 1 day. Keyhaven shows them all.',
        opens: null,
      },
    ]);
  });

  it('has no name and no exchange where the person wants none, or none is known', () => {
    for (const how of [
      { names: false, locked: false },
      { names: false, locked: true },
    ]) {
      const all = said([key('Grid bot', reason(dayMs)), ...['B', 'C'].map((name) => key(name, reason(dayMs)))], how);
      for (const { title, body } of [...all, ...said([key('Grid bot', reason(dayMs))], how)])
        expect(`${title} ${body}`).not.toMatch(/Grid bot|Bybit|rotation every/);
    }
    expect(said([key(null, reason(3 * dayMs))], { names: true, locked: true })).toMatchObject([
      {
        title: 'A key is to be replaced in 3 days',
        body: 'Unlock Keyhaven to see which key it is and what to do.',
        opens: null,
      },
    ]);
  });
});

describe('the next date, as the tray says it', () => {
  it('is the nearest of those to come, of whatever key and reason', () => {
    const keys = [key('A', reason(9 * dayMs)), key('B', reason(-dayMs), reason(2 * dayMs, 'tradingLapses'))];
    expect(nextOf(keys, true, now)).toBe('“B” stops trading in 2 days');
    expect(nextOf(keys, false, now)).toBe('A key stops trading in 2 days');
  });

  it('is none where nothing is to come', () => {
    expect(nextOf([key('A', reason(-dayMs))], true, now)).toBeNull();
  });

  it('is not as long as a label can be', () => {
    expect(nextOf([key('x'.repeat(80), reason(dayMs))], true, now)?.length).toBeLessThan(70);
  });
});
