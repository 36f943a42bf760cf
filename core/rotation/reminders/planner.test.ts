import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../base/instants';
import { beginTelling, endTelling, notSnoozed, snoozed } from './changes';
import type { DueKey, DueReason } from './due';
import { plan, seenAt, type Surroundings } from './planner';
import { quietUntil } from './quiet';
import { firstState, type RemindState } from './state';
import { minuteOfDay, startOfDay, type Zone } from './zone';

const utc: Zone = () => 0;
const around: Surroundings = { quiet: null, zone: utc };
const at = (day: string, time = '12:00') => Date.parse(`${day}T${time}:00.000Z`);
const due = at('2026-12-31');
const on = (atMs: number, kind: DueReason['kind'] = 'policy', lifeDays = 90): DueReason => ({
  kind,
  atMs,
  lifeDays,
  text: null,
});
const key = (id: string, ...reasons: DueReason[]): DueKey => ({
  ...{ id, label: `Key ${id}`, exchangeName: 'Bybit' },
  reasons: reasons.length === 0 ? [on(due)] : reasons,
});
const keys = [key('a')];

/** Looks, and tells what there is to tell. */
function look(state: RemindState, nowMs: number, of: readonly DueKey[] = keys, where = around) {
  const seen = seenAt(state, of, where.zone, nowMs);
  const planned = plan(of, seen, where, nowMs);
  const after = planned.reminders.length === 0 ? seen : endTelling(beginTelling(seen, planned.reminders, nowMs), nowMs);
  const said = planned.reminders.map(({ key: { id }, moment }) => `${id} ${moment.reason.kind} ${moment.stage}`);
  return { said, nextMs: planned.nextMs, state: after };
}

describe('the reminders of a key', () => {
  it('come fourteen days, three days, and on the day itself', () => {
    const early = look(firstState, due - 20 * dayMs);
    expect(early).toMatchObject({ said: [], nextMs: due - 14 * dayMs });
    const first = look(early.state, due - 14 * dayMs);
    expect(first).toMatchObject({ said: ['a policy early'], nextMs: due - 3 * dayMs });
    const second = look(first.state, due - 3 * dayMs);
    expect(second).toMatchObject({ said: ['a policy soon'], nextMs: at('2026-12-31', '00:00') });
    const third = look(second.state, at('2026-12-31', '00:00'));
    expect(third).toMatchObject({ said: ['a policy lastDay'], nextMs: null });
    expect(look(third.state, due + 400 * dayMs).said).toEqual([]);
  });

  it('come later where its life is short: a quarter of it, and a tenth', () => {
    const short = [key('a', on(due, 'policy', 20))];
    expect(look(firstState, due - 6 * dayMs, short).nextMs).toBe(due - 5 * dayMs);
    expect(look(look(firstState, due - 5 * dayMs, short).state, due - 4 * dayMs, short).nextMs).toBe(due - 2 * dayMs);
  });

  it('leave half a day where it is due soon after midnight', () => {
    const night = [key('a', on(at('2026-12-31', '00:30'), 'expires'))];
    const soon = look(firstState, at('2026-12-29'), night).state;
    expect(look(soon, at('2026-12-29'), night).nextMs).toBe(at('2026-12-30', '12:30'));
  });

  it('that were missed are told as one, the nearest', () => {
    expect(look(firstState, due - dayMs / 4).said).toEqual(['a policy lastDay']);
    expect(look(firstState, due + 30 * dayMs).said).toEqual(['a policy lastDay']);
    expect(look(look(firstState, due + 30 * dayMs).state, due + 31 * dayMs).said).toEqual([]);
  });

  it('begin anew with a new date, and not where the exchange only tells other hours', () => {
    const told = look(firstState, due - 10 * dayMs).state;
    const moved = (byMs: number) => [key('a', on(due + byMs))];
    expect(look(told, due - 9 * dayMs, moved(3 * hourMs)).said).toEqual([]);
    expect(look(told, due - 9 * dayMs, moved(-2 * dayMs)).said).toEqual(['a policy early']);
  });

  it('are of the earliest reason; a later one is told of when that has passed', () => {
    const two = [key('a', on(due + 2 * dayMs, 'expires'), on(due))];
    let { state, said } = look(firstState, due - 14 * dayMs, two);
    expect(said).toEqual(['a policy early']);
    ({ state, said } = look(state, due - 2 * dayMs, two));
    expect(said).toEqual(['a policy soon']);
    ({ state, said } = look(state, due, two));
    expect(said).toEqual(['a policy lastDay']);
    expect(look(state, due + 2 * dayMs, two).said).toEqual(['a expires lastDay']);
  });

  it('are sorted by their dates where several come at once', () => {
    const many = ['a', 'b', 'c'].map((id, n) => key(id, on(due - n * hourMs)));
    expect(look(firstState, due - 5 * dayMs, many).said).toEqual([
      'c policy early',
      'b policy early',
      'a policy early',
    ]);
  });
});

describe('quiet hours', () => {
  const quiet = { from: '22:00', to: '08:00' };
  it('hold a reminder back until they are over', () => {
    const night = at('2026-12-18', '03:20');
    const held = look(firstState, night, keys, { quiet, zone: utc });
    expect(held).toMatchObject({ said: [], nextMs: at('2026-12-18', '08:00') });
    expect(look(held.state, at('2026-12-18', '08:00'), keys, { quiet, zone: utc }).said).toEqual(['a policy early']);
  });

  it('are the person’s own hours, over midnight or not, and none where both ends are the same', () => {
    const plus2: Zone = () => 2 * hourMs;
    expect(quietUntil(at('2026-12-18', '20:30'), quiet, plus2)).toBe(at('2026-12-19', '06:00'));
    expect(quietUntil(at('2026-12-18', '19:59'), quiet, plus2)).toBeNull();
    expect(quietUntil(at('2026-12-18', '13:30'), { from: '13:00', to: '14:00' }, utc)).toBe(at('2026-12-18', '14:00'));
    expect(quietUntil(at('2026-12-18', '13:00'), { from: '13:00', to: '13:00' }, utc)).toBeNull();
  });
});

describe('a snooze', () => {
  it('holds the key’s reminders back and tells of it again, once', () => {
    const told = look(firstState, due - 14 * dayMs).state;
    const asleep = snoozed(told, ['a'], due - 13 * dayMs, due - 14 * dayMs + hourMs);
    expect(look(asleep, due - 13.5 * dayMs)).toMatchObject({ said: [], nextMs: due - 13 * dayMs });
    const again = look(asleep, due - 13 * dayMs);
    expect(again.said).toEqual(['a policy early']);
    expect(look(again.state, due - 12 * dayMs).said).toEqual([]);
  });

  it('ends with the last day, however long it was to be', () => {
    const told = look(firstState, due - 4 * dayMs).state;
    const asleep = snoozed(told, ['a'], due + 3 * dayMs, due - 4 * dayMs);
    expect(look(asleep, due - 2 * dayMs)).toMatchObject({ said: [], nextMs: at('2026-12-31', '00:00') });
    expect(look(asleep, at('2026-12-31', '00:00')).said).toEqual(['a policy lastDay']);
  });

  it('can be taken back', () => {
    const told = look(firstState, due - 14 * dayMs).state;
    const asleep = snoozed(told, ['a'], due - 2 * dayMs, due - 13 * dayMs);
    expect(look(notSnoozed(asleep, ['a'], due - 12 * dayMs), due - 3 * dayMs).said).toEqual(['a policy soon']);
  });

  it('made under a clock that was a year ahead silences nothing', () => {
    const asleep = snoozed(firstState, ['a'], due + 370 * dayMs, due + 365 * dayMs);
    expect(look(asleep, due - 14 * dayMs).said).toEqual(['a policy early']);
  });
});

describe('a clock that jumps', () => {
  it('a year back and forth tells nothing twice', () => {
    const told = look(firstState, due - 3 * dayMs).state;
    const back = look(told, due - 368 * dayMs);
    expect(back.said).toEqual([]);
    expect(look(back.state, due - 3 * dayMs + hourMs).said).toEqual([]);
  });

  it('back by less than the time since it was told tells nothing twice', () => {
    const told = look(firstState, due + 60 * dayMs).state;
    expect(look(told, due + 30 * dayMs).said).toEqual([]);
  });

  it('a year ahead for a moment loses nothing when the time really comes', () => {
    const ahead = look(firstState, due + 340 * dayMs);
    expect(ahead.said).toEqual(['a policy lastDay']);
    const right = look(ahead.state, due - 20 * dayMs);
    expect(right).toMatchObject({ said: [], nextMs: due - 14 * dayMs });
    expect(look(right.state, due - 14 * dayMs).said).toEqual(['a policy early']);
  });

  it('back by a minute, as clocks are corrected, tells nothing twice', () => {
    const told = look(firstState, due - 14 * dayMs).state;
    const { said, state } = look(told, due - 14 * dayMs - minuteMs);
    expect([...said, ...look(state, due - 14 * dayMs + minuteMs).said]).toEqual([]);
  });
});

describe('the person’s own day', () => {
  // Berlin: from +1 to +2 on 29 March 2026, 01:00 UTC; back on 25 October, 01:00 UTC.
  const berlin: Zone = (ms) => (ms >= at('2026-03-29', '01:00') && ms < at('2026-10-25', '01:00') ? 2 : 1) * hourMs;
  it('begins at midnight, also on the days on which the clocks are changed', () => {
    expect(startOfDay(at('2026-03-29', '10:00'), berlin)).toBe(at('2026-03-28', '23:00'));
    expect(startOfDay(at('2026-10-25', '10:00'), berlin)).toBe(at('2026-10-24', '22:00'));
    expect(startOfDay(at('2026-06-01', '22:30'), berlin)).toBe(at('2026-06-01', '22:00'));
    expect(minuteOfDay(at('2026-06-01', '22:30'), berlin)).toBe(30);
  });
});
