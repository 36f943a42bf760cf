import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, epochMsOf, instantOf, minuteMs } from '../../base/instants';
import { zoneOf } from './zone';

const names = Intl.supportedValuesOf('timeZone');
const at = (text: string) => instantOf(Date.parse(text));

/** What a clock on the wall shows, as the system says; slow, and by no table of ours. */
function wall(name: string, epochMs: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(epochMs);
}

const anyMoment = fc
  .integer({ min: Date.UTC(2010, 0) / minuteMs, max: Date.UTC(2036, 0) / minuteMs })
  .map((minutes) => instantOf(minutes * minuteMs));

describe('a calendar day', () => {
  it('is the one that the system itself shows, in every zone', () => {
    const zones = new Map(names.map((name) => [name, zoneOf(name)]));
    fc.assert(
      fc.property(fc.constantFrom(...names), anyMoment, (name, moment) => {
        expect(zones.get(name)?.dayOf(moment)).toBe(wall(name, epochMsOf(moment)).slice(0, 10));
      }),
      { numRuns: 200 },
    );
  });
});

describe('so many days later', () => {
  it('is the same time of the day, or the first moment after a time that the clocks pass over', () => {
    const zones = new Map(names.map((name) => [name, zoneOf(name)]));
    fc.assert(
      fc.property(fc.constantFrom(...names), anyMoment, fc.integer({ min: 0, max: 800 }), (name, moment, days) => {
        const later = zones.get(name)?.addDays(moment, days) ?? moment;
        const [from = '', to = ''] = [moment, later].map((one) => wall(name, epochMsOf(one)));
        const wanted = `${new Date(Date.parse(`${from.slice(0, 10)}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)} ${from.slice(11)}`;
        if (to === wanted) {
          // Of a time that comes twice it is the first.
          const before = [30, 60, 120].map((minutes) => wall(name, epochMsOf(later) - minutes * minuteMs));
          expect(before).not.toContain(wanted);
          return;
        }
        // The clocks passed over it: nobody's clock shows it around then, and what is shown is later.
        const around = Array.from({ length: 4 * 24 * 4 }, (_, quarter) =>
          wall(name, epochMsOf(later) + (quarter - 2 * 24 * 4) * 15 * minuteMs).slice(0, 15),
        );
        expect(around).not.toContain(wanted.slice(0, 15));
        expect(to > wanted).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['Europe/Berlin', '2027-03-27T01:30:00.000Z', 1, '2027-03-28T01:30:00.000Z', 'a gap: 2:30 there is 3:30'],
    ['Europe/Berlin', '2027-03-01T11:00:00.000Z', 30, '2027-03-31T10:00:00.000Z', 'noon stays noon'],
    ['Europe/Berlin', '2027-10-30T00:30:00.000Z', 1, '2027-10-31T00:30:00.000Z', 'twice: the first'],
    ['Australia/Lord_Howe', '2027-04-03T01:00:00.000Z', 1, '2027-04-04T01:30:00.000Z', 'half an hour back'],
    ['Pacific/Apia', '2011-12-29T20:00:00.000Z', 1, '2011-12-30T20:00:00.000Z', 'a day that was left out'],
  ])('%s: %s and %i days', (name, from, days, to) => {
    expect(zoneOf(name).addDays(at(from), days)).toBe(to);
  });
});
