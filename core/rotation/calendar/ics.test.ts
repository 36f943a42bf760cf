import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../base/instants';
import type { DueKey } from '../../contract/rotation';
import { eventsOf } from './due-events';
import { calendarLines, type CalendarEvent } from './ics';

const made = instantOf(Date.parse('2026-11-24T06:00:00.000Z'));
const plain: CalendarEvent = {
  uid: 'kh-test@keyhaven',
  start: { day: '2027-03-01' },
  summary: 'Rotate',
  description: 'why',
  alarms: [{ hoursBefore: 327 }, { hoursBefore: -9 }],
};
const written = (event: Partial<CalendarEvent>) => [...calendarLines([{ ...plain, ...event }], made)].join('');

/** A reader of our own, by the words of RFC 5545: unfold, split at the first colon, take the escapes back. */
const read = (text: string, name: string) => {
  const line = text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .find((one) => one.startsWith(`${name}:`));
  return line?.slice(name.length + 1).replace(/\\([\\;,nN])/g, (_all, mark: string) => (/n/i.test(mark) ? '\n' : mark));
};

describe('a calendar file', () => {
  it('keeps every text whole, in lines of 75 octets at most that end as they must', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const file = written({ summary: text, alarms: [] });
        const lines = file.split('\r\n');
        expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
        expect(lines.join('')).not.toMatch(/[\r\n]/);
        const kept = [...text.replace(/\r\n?/g, '\n')]
          .filter((letter) => !/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029]/.test(letter))
          .join('');
        // What is no text at all (half a character) is not kept by any file.
        if (Buffer.from(kept).toString() === kept) expect(read(file, 'SUMMARY')).toBe(kept);
      }),
    );
  });

  it('lets no label end its line and add an event or an alarm of its own', () => {
    const file = written({ summary: 'a\r\nEND:VEVENT\r\nBEGIN:VALARM\nACTION:PROCEDURE' });
    expect(file.match(/^END:VEVENT/gm)).toHaveLength(1);
    expect(file).not.toMatch(/^ACTION:PROCEDURE/m);
  });

  it('has whole days, moments and alarms as the format writes them', () => {
    expect(written({})).toContain('DTSTART;VALUE=DATE:20270301\r\n');
    expect(written({ start: { at: made } })).toContain('DTSTART:20261124T060000Z\r\n');
    expect(written({}).match(/TRIGGER:.*/g)).toEqual(['TRIGGER:-P13DT15H', 'TRIGGER:PT9H']);
    expect(written({ alarms: [{ hoursBefore: 336 }, { hoursBefore: 6 }] }).match(/TRIGGER:.*/g)).toEqual([
      'TRIGGER:-P14D',
      'TRIGGER:-PT6H',
    ]);
  });
});

const key: DueKey = {
  credential: 'k'.repeat(26),
  exchange: 'gate',
  exchangeName: 'Gate',
  practice: false,
  label: 'kh-test label',
  account: 'kh-test account',
  purpose: 'spotBot',
  keyEnding: 'wxyz',
  policy: { every: 90, from: 'builtIn' },
  reasons: [
    {
      kind: 'policy',
      at: instantOf(Date.parse('2027-01-01T23:30:00.000Z')),
      day: '2027-01-02',
      text: 'rotation every 90 days',
      counted: { from: 'added', at: instantOf(Date.parse('2026-10-03T22:30:00.000Z')) },
    },
    {
      kind: 'expires',
      at: instantOf(Date.parse('2027-06-01T10:00:00.000Z')),
      day: '2027-06-01',
      text: 'Gate says: expires 1 June 2027',
      counted: null,
    },
  ],
};

describe('the events of what is due', () => {
  it('are one for each reason up to the last day, on the day in the person’s zone, with the same name in every export', () => {
    expect(eventsOf([key], '2027-03-01', false)).toEqual([
      {
        uid: `${key.credential}.policy@keyhaven`,
        start: { day: '2027-01-02' },
        summary: 'Rotate “kh-test label” at Gate',
        description: 'rotation every 90 days (Gate …wxyz, kh-test account). Open Keyhaven to rotate it.',
        alarms: [{ hoursBefore: 327 }, { hoursBefore: 63 }, { hoursBefore: -9 }],
      },
    ]);
    expect(eventsOf([key], '2027-06-01', false)[1]).toMatchObject({ start: { at: '2027-06-01T10:00:00.000Z' } });
  });

  it('name no label, no account and no end of a key where they are to be private', () => {
    const text = JSON.stringify(eventsOf([key], '2027-12-01', true));
    for (const word of ['kh-test', 'wxyz']) expect(text).not.toContain(word);
    expect(text).toContain('Rotate a key at Gate');
  });
});
