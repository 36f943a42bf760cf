import type { Instant } from '../../base/instants';

/** An alarm that shows a text so many hours before the event begins; negative: after. */
export interface Alarm {
  readonly hoursBefore: number;
}

export interface CalendarEvent {
  /** The same for the same thing in every export, so that a second import changes the event and adds none. */
  readonly uid: string;
  /** A whole day (2027-03-01), or a moment. */
  readonly start: { readonly day: string } | { readonly at: Instant };
  readonly summary: string;
  readonly description: string;
  readonly alarms: readonly Alarm[];
}

/** A calendar as RFC 5545 has it, line by line with their ends, for a file or a stream. */
export function* calendarLines(events: Iterable<CalendarEvent>, made: Instant): Generator<string> {
  yield* folded([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Keyhaven//Keyhaven//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Keyhaven',
  ]);
  for (const event of events) yield* folded(eventLines(event, made));
  yield* folded(['END:VCALENDAR']);
}

function eventLines({ uid, start, summary, description, alarms }: CalendarEvent, made: Instant): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(made)}`,
    `LAST-MODIFIED:${utc(made)}`,
    'day' in start ? `DTSTART;VALUE=DATE:${start.day.replaceAll('-', '')}` : `DTSTART:${utc(start.at)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    'CATEGORIES:Keyhaven',
    // Shown to nobody with whom the rest of the calendar is shared.
    'CLASS:PRIVATE',
    // It takes up no time of the day.
    'TRANSP:TRANSPARENT',
    ...alarms.flatMap(({ hoursBefore }) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:${duration(-hoursBefore)}`,
      `DESCRIPTION:${escaped(summary)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** 20270301T101500Z; broken seconds are left out. */
const utc = (at: Instant) => `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;

function duration(hours: number): string {
  const days = Math.floor(Math.abs(hours) / 24);
  const rest = Math.abs(hours) % 24;
  const time = rest === 0 && days > 0 ? '' : `T${String(rest)}H`;
  return `${hours < 0 ? '-' : ''}P${days === 0 ? '' : `${String(days)}D`}${time}`;
}

/** A text of a person's own must end no line and begin no property: other control characters are left out. */
const escaped = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- these are what RFC 5545 forbids in a text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029]/g, '')
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');

const mostOctets = 75;

/** Lines of 75 octets at most; what is longer goes on after a blank, and no character is torn. */
function* folded(lines: Iterable<string>): Generator<string> {
  for (const line of lines) {
    let piece = '';
    let octets = 0;
    for (const character of line) {
      const size = Buffer.byteLength(character);
      if (octets + size > mostOctets) {
        yield `${piece}\r\n`;
        [piece, octets] = [' ', 1];
      }
      piece += character;
      octets += size;
    }
    yield `${piece}\r\n`;
  }
}
