import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../base/instants';
import type { Generation, OlderGeneration } from './disk';
import { rotation } from './rotation';

const weekMs = 7 * dayMs;
const ages = [hourMs, dayMs, weekMs];
type Folder = Partial<Record<Generation, number>>;

/** The folder after a save at `now`, as the disk does it: moves in their order, then the newest becomes the previous. */
function saved(folder: Folder, now: number): Folder {
  const { ...after } = folder;
  for (const [from, to] of rotation(folder, now)) {
    after[to] = after[from] ?? NaN;
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as a rename takes the old name away
    delete after[from];
  }
  if (after.newest !== undefined) after.previous = after.newest;
  after.newest = now;
  return after;
}

const oldest = ({ newest: _newest, ...older }: Folder, now: number) =>
  Math.max(...Object.values(older).map((written) => now - written), -Infinity);

const someTime = fc.integer({ min: 0, max: 10 * weekMs });
const someFolder = fc.record<Folder>(
  { newest: someTime, previous: someTime, hour: someTime, day: someTime, week: someTime },
  { requiredKeys: ['newest'] },
);

describe('the rotation', () => {
  it('never moves one that is not there, nor over one that still has to move', () => {
    fc.assert(
      fc.property(someFolder, someTime, (folder, now) => {
        const there = new Set(Object.keys(folder));
        for (const [from, to] of rotation(folder, now)) {
          expect(there.has(from)).toBe(true);
          there.delete(from);
          there.add(to);
        }
      }),
    );
  });

  it('keeps the newest as the previous one, whatever the clock says', () => {
    fc.assert(
      fc.property(someFolder, someTime, (folder, now) => {
        expect(saved(folder, now).previous).toBe(folder.newest);
      }),
    );
  });

  it('loses one generation at most where no time lies ahead, and never the last one that is old enough', () => {
    fc.assert(
      fc.property(someFolder, someTime, (folder, now) => {
        const after = saved(folder, now);
        const kept = Object.values(after);
        const lost = Object.values(folder).filter((written) => !kept.includes(written));
        if (Object.values(folder).every((written) => written <= now)) expect(lost.length).toBeLessThanOrEqual(1);
        for (const age of ages) if (oldest(folder, now) >= age) expect(oldest(after, now)).toBeGreaterThanOrEqual(age);
      }),
    );
  });

  it('moves nothing into the older places while the clock runs before every file’s time', () => {
    fc.assert(
      fc.property(someFolder, (folder) => {
        const places = rotation(folder, -1).map(([, to]) => to);
        expect(places).toEqual(folder.previous !== undefined && folder.hour === undefined ? ['hour'] : []);
      }),
    );
  });

  it('has one an hour, a day and a week old once the vault has been saved for so long, at any pace', () => {
    const pace = fc.integer({ min: minuteMs, max: 2 * dayMs });
    fc.assert(
      fc.property(fc.array(pace, { minLength: 200, maxLength: 400 }), (waits) => {
        let now = 0;
        let folder: Folder = {};
        for (const wait of waits) {
          folder = saved(folder, now);
          // One save after each age is enough to have one of that age.
          for (const age of ages) if (now >= age + 2 * dayMs) expect(oldest(folder, now)).toBeGreaterThanOrEqual(age);
          now += wait;
        }
      }),
      { numRuns: 50 },
    );
  });

  it('has them also when a save follows every ten minutes', () => {
    let folder: Folder = {};
    for (let now = 0; now < 4 * weekMs; now += 10 * minuteMs) {
      folder = saved(folder, now);
      for (const age of ages) if (now >= age + 10 * minuteMs) expect(oldest(folder, now) >= age).toBe(true);
    }
    const age = (generation: OlderGeneration) => 4 * weekMs - (folder[generation] ?? NaN);
    expect(age('day')).toBeGreaterThanOrEqual(dayMs);
    expect(age('week')).toBeGreaterThanOrEqual(weekMs);
    expect(age('week')).toBeLessThan(4 * weekMs);
  });

  it('recovers from a clock that ran ahead: what was written then does not hold its place for ever', () => {
    const ahead = 100 * weekMs;
    let folder: Folder = {};
    for (let now = 0; now < weekMs; now += hourMs) folder = saved(folder, now);
    for (let n = 0; n < 5; n += 1) folder = saved(folder, ahead + n);
    for (let now = weekMs; now < 6 * weekMs; now += hourMs) folder = saved(folder, now);
    for (const age of ages) expect(oldest(folder, 6 * weekMs)).toBeGreaterThanOrEqual(age);
    expect(folder.day).toBeLessThan(6 * weekMs);
  });
});
