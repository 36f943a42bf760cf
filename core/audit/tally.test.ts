import { beforeEach, describe, expect, it } from 'vitest';
import { hourMs, minuteMs, secondMs } from '../base/instants';
import type { NewAuditEntry } from './log';
import { createTally, withCount, type Tally } from './tally';
import { createTestTime } from './timers.fixture';

const refused = (changes: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  actor: 'keyhaven',
  action: 'control.refused',
  subject: 'socket',
  outcome: 'wrongProof',
  ...changes,
});

let time: ReturnType<typeof createTestTime>;
let written: NewAuditEntry[];
let full: boolean;
let tally: Tally;
beforeEach(() => {
  time = createTestTime();
  written = [];
  full = false;
  tally = createTally({
    timers: time.timers,
    write: async (entry) => {
      if (full) throw new Error('kh-test');
      written.push(entry);
    },
  });
});

const outcomes = () => written.map(({ outcome }) => outcome);
const flood = async (count: number, entry = refused()) => {
  for (let times = 0; times < count; times += 1) await tally.record(entry);
};

describe('what happens again and again', () => {
  it('is told at once the first time, and then by its number after a minute', async () => {
    await flood(1);
    expect(written).toEqual([refused()]);
    await flood(1204);
    expect(written).toHaveLength(1);
    await time.pass(minuteMs);
    expect(outcomes()).toEqual(['wrongProof', 'wrongProof ×1,204']);
  });

  it('is one line where it happened once, and is told at once again later', async () => {
    await flood(1);
    await time.pass(minuteMs);
    await flood(1);
    expect(outcomes()).toEqual(['wrongProof', 'wrongProof']);
  });

  it('is told ever less often while it goes on, and no time is left out of the count', async () => {
    const total = 24 * 60;
    for (let minute = 0; minute < total; minute += 1) {
      await flood(100);
      await time.pass(minuteMs);
    }
    await tally.close();
    expect(written.length).toBeLessThan(35);
    const counts = outcomes().map((outcome) => Number(outcome.split('×')[1]?.replace(',', '') ?? 1));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100 * total);
  });

  it('is quiet again once it stops: no timer is left', async () => {
    await flood(100);
    await time.pass(3 * hourMs);
    expect(time.waiting()).toBe(0);
    expect(outcomes()).toEqual(['wrongProof', 'wrongProof ×99']);
  });

  it('is told at the end too, and not twice', async () => {
    await flood(8);
    await tally.close();
    await time.pass(hourMs);
    expect(outcomes()).toEqual(['wrongProof', 'wrongProof ×7']);
  });
});

describe('different things', () => {
  it('are told apart', async () => {
    await flood(2);
    await flood(2, refused({ outcome: 'tooLong' }));
    await time.pass(minuteMs);
    expect(outcomes().sort()).toEqual(['tooLong', 'tooLong', 'wrongProof', 'wrongProof']);
  });

  it('are counted together where they are very many, so that a new name for each fills nothing', async () => {
    for (let times = 0; times < 5000; times += 1) await tally.record(refused({ subject: `program ${times}` }));
    await time.pass(secondMs);
    expect(written).toHaveLength(21);
    expect(written.at(-1)?.subject).toBe('others');
    await time.pass(minuteMs);
    expect(written.at(-1)).toEqual(refused({ subject: 'others', outcome: 'wrongProof ×4,979' }));
  });

  it('fill nothing either where each comes after a quiet minute', async () => {
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      await tally.record(refused({ subject: `program ${minute}` }));
      await time.pass(minuteMs + 1);
    }
    expect(written.filter(({ subject }) => subject !== 'others').length).toBeLessThanOrEqual(25 * 20);
  });
});

describe('a log that cannot be written', () => {
  it('is an error for the first, and loses no count of the others', async () => {
    full = true;
    await expect(tally.record(refused())).rejects.toThrow('kh-test');
    await flood(5);
    await time.pass(minuteMs);
    full = false;
    await time.pass(2 * minuteMs);
    expect(outcomes()).toEqual(['wrongProof ×5']);
  });
});

it('a count fits into the outcome, whose end goes where it must', () => {
  expect(withCount('wrongProof', 1)).toBe('wrongProof');
  expect(withCount('x'.repeat(60), 1204)).toBe(`${'x'.repeat(53)} ×1,204`);
});
