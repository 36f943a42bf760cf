import { beforeEach, describe, expect, it } from 'vitest';

import type { AlarmKind, TokenEvent } from '../contract/tokens';
import { TokenEvent as Event } from '../contract/tokens';
import { instantOf } from '../base/instants';
import { alarmTable, createAlarms, tells, type AlarmRow, type Alarms, type Past } from './alarms';
import { createTokenEvents, type TokenEvents } from './events';
import { aDay } from './tokens.fixture';

const token = '0'.repeat(26);
let nowMs = aDay;
let alarms: Alarms;
let events: TokenEvents;
let heard: TokenEvent[];
let told: { kind: AlarmKind; froze: boolean }[];
let frozen: string[];
let logged: string[];

beforeEach(() => {
  nowMs = aDay;
  [heard, told, frozen, logged] = [[], [], [], []];
  events = createTokenEvents(() => instantOf(nowMs));
  events.listen((event) => heard.push(event));
  alarms = createAlarms({
    events,
    nowMs: () => nowMs,
    labelOf: (id) => (id === token ? 'Grid bot' : undefined),
    freeze: async (id, why) => void frozen.push(`${id} ${why}`),
    record: async (id, kind) => void logged.push(`${id ?? ''} ${kind}`),
  });
  alarms.listen((alarm) => told.push(alarm));
});

const rows = Object.entries(alarmTable) as [AlarmKind, AlarmRow][];

describe.each(rows)('the alarm %s', (kind, row) => {
  it('says what happened and what to do, with the token’s name in it alone', () => {
    for (let time = 0; time < row.after.times; time += 1) alarms.happened(kind, token);
    expect(heard).toHaveLength(1);
    const event = Event.parse(heard[0]);
    expect(event).toMatchObject({ kind: 'alarm', token, alarm: kind });
    for (const text of [row.text('the token “Grid bot”'), row.next]) expect(text).toMatch(/^[A-Z`].*\.$/);
    expect(logged).toEqual([`${token} ${kind}`]);
    expect(told).toEqual(row.notifies ? [{ kind, froze: row.freezes !== null }] : []);
  });

  it('is raised after so many within their time, and not by fewer', () => {
    const once = (past: Past, at: number) => tells(row, past, at);
    let past: Past = { happened: [], told: null };
    for (let time = 0; time < row.after.times - 1; time += 1) {
      const [isDue, next] = once(past, aDay + time);
      expect(isDue).toBe(false);
      past = next;
    }
    expect(once(past, aDay + row.after.times)[0]).toBe(true);
    if (row.after.times > 1) expect(once(past, aDay + row.after.withinMs + row.after.times)[0]).toBe(false);
  });

  it('is not told again before its time', () => {
    const raise = () => {
      for (let time = 0; time < row.after.times; time += 1) alarms.happened(kind, token);
    };
    raise();
    nowMs += Math.max(0, row.againAfterMs - 1);
    raise();
    expect(heard).toHaveLength(row.againAfterMs === 0 ? 2 : 1);
    nowMs += 1;
    raise();
    expect(heard).toHaveLength(row.againAfterMs === 0 ? 3 : 2);
  });
});

describe('a withdrawal that was attempted', () => {
  it('freezes the token each time, however often it is told', () => {
    alarms.happened('withdrawalAttempted', token);
    alarms.happened('withdrawalAttempted', token);
    expect(frozen).toEqual([`${token} withdrawalAttempted`, `${token} withdrawalAttempted`]);
    expect(heard).toHaveLength(1);
  });
});

describe('the first use of a class', () => {
  it('is told once for each token and class', () => {
    for (const each of ['read.account', 'trade.create', 'read.account'] as const) alarms.used(token, each);
    alarms.used('1'.repeat(26), 'read.account');
    expect(heard).toHaveLength(3);
    expect(told).toEqual([]);
  });
});

describe('what is kept of one token', () => {
  it('goes with no other: alarms of one do not silence another’s', () => {
    alarms.happened('portTaken', token);
    alarms.happened('portTaken', '1'.repeat(26));
    expect(heard).toHaveLength(2);
  });

  it('is refusals and alarms, the newest first, and not more than twenty', () => {
    const request = { kind: 'request', token, class: null, endpoint: null, value: null } as const;
    events.emit({ ...request, allowed: true, rule: null, reason: null });
    for (let n = 0; n < 30; n += 1) events.emit({ ...request, allowed: false, rule: 'class', reason: `${n}` });
    expect(events.recent(token).map((event) => (event.kind === 'request' ? event.reason : null))).toEqual(
      Array.from({ length: 20 }, (_, n) => `${29 - n}`),
    );
    events.forget();
    expect(events.recent(token)).toEqual([]);
  });
});
