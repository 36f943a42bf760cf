import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../core/base/instants';
import { calendarLines, type CalendarEvent } from '../../core/rotation/calendar/ics';

const reader = fileURLToPath(new URL('read_calendar.py', import.meta.url));
const python = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', 'import icalendar'], { stdio: 'ignore' }).status === 0,
);

interface Found {
  readonly version: string;
  readonly events: readonly {
    readonly uid: string;
    readonly start: string;
    readonly summary: string;
    readonly description: string;
    /** In seconds from the beginning; before it negative. */
    readonly alarms: readonly number[];
    readonly errors: readonly string[];
  }[];
}

function read(events: readonly CalendarEvent[]): Found {
  const input = [...calendarLines(events, instantOf(Date.UTC(2026, 10, 24, 6)))].join('');
  const { status, stdout, stderr } = spawnSync(python ?? 'python3', ['-B', reader], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Found;
}

const hour = 3600;

describe.skipIf(python === undefined)('a calendar file in another program (Python with icalendar)', () => {
  it('is understood whole: days, moments, alarms, and labels of any kind', () => {
    const labels = [
      'plain',
      'a, b; c\\d:"e"',
      '₿ und Grüße '.repeat(30),
      '日本語🗝️'.repeat(40),
      'two\nlines',
      'END:VEVENT',
    ];
    const events = labels.map((label, n): CalendarEvent => ({
      uid: `${String(n)}@keyhaven`,
      start: n % 2 === 0 ? { day: '2027-03-28' } : { at: instantOf(Date.UTC(2027, 2, 28, 1, 30)) },
      summary: `Rotate “${label}”`,
      description: label,
      alarms: [{ hoursBefore: 327 }, { hoursBefore: 6 }, { hoursBefore: -9 }],
    }));
    const found = read(events);
    expect(found.version).toBe('2.0');
    expect(found.events).toEqual(
      events.map(({ uid, summary, description }, n) => ({
        uid,
        start: n % 2 === 0 ? '2027-03-28' : '2027-03-28T01:30:00+00:00',
        summary,
        description,
        alarms: [-327 * hour, -6 * hour, 9 * hour],
        errors: [],
      })),
    );
  });

  it('is one also where nothing is due', () => {
    expect(read([])).toEqual({ version: '2.0', events: [] });
  });
});
