import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../base/instants';
import { merged } from './changes';
import type { DueKey } from './due';
import type { Surroundings } from './planner';
import { tellRound } from './round';
import { firstState, type RemindState } from './state';

/** A slow second opinion on when reminders come, which shares no line with the planner. */
const start = Date.UTC(2026, 0, 1);
const names = ['early', 'soon', 'lastDay'] as const;
function comesAt(stage: (typeof names)[number], atMs: number, lifeDays: number, hours: number): number {
  if (stage === 'early') return atMs - Math.min(14 * 24, lifeDays * 6) * hourMs;
  if (stage === 'soon') return atMs - Math.min(3 * 24, lifeDays * 2.4) * hourMs;
  // Minute by minute back to the person's midnight.
  let midnight = Math.floor(atMs / minuteMs) * minuteMs;
  const isMidnight = (ms: number) => {
    const local = new Date(ms + hours * hourMs);
    return local.getUTCHours() === 0 && local.getUTCMinutes() === 0;
  };
  while (!isMidnight(midnight)) midnight -= minuteMs;
  return Math.min(midnight, atMs - 12 * hourMs);
}

interface Owed {
  readonly name: string;
  readonly comesMs: number;
}
/** All that is ever owed: one reminder per key and stage, for one date each. */
const owedFor = (keys: readonly DueKey[], hours: number): Owed[] =>
  keys.flatMap(({ id, reasons }) =>
    reasons.flatMap(({ kind, atMs, lifeDays }) =>
      names.map((stage) => ({
        name: `${id} ${kind} ${stage}`,
        comesMs: comesAt(stage, atMs, lifeDays ?? Infinity, hours),
      })),
    ),
  );

const someKeys = fc
  .array(
    fc.record({ dueIn: fc.integer({ min: -5 * 24, max: 120 * 24 }), lifeDays: fc.integer({ min: 1, max: 365 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((all) =>
    all.map(({ dueIn, lifeDays }, n): DueKey => ({
      ...{ id: `key${String(n)}`, label: null, exchangeName: null },
      reasons: [{ kind: 'policy', atMs: start + dueIn * hourMs + 17 * minuteMs, lifeDays, text: null }],
    })),
  );

type Death = 'no' | 'beforeIntent' | 'beforeShow' | 'beforeConfirm';
const someSteps = fc.array(
  fc.record({
    /** Asleep, or switched off. */
    hours: fc.integer({ min: 0, max: 20 * 24 }),
    dies: fc.constantFrom<Death>('no', 'no', 'no', 'beforeIntent', 'beforeShow', 'beforeConfirm'),
    /** What the clock shows is wrong by so many days, for this one look. */
    wrongByDays: fc.constantFrom(0, 0, 0, 0, -365, -40),
    /** The sealed file is lost, and made anew from what the vault remembers. */
    rebuilt: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);
const someZone = fc.integer({ min: -11, max: 13 });
const someQuiet = fc.constantFrom(null, { from: '22:00', to: '08:00' }, { from: '12:30', to: '13:30' });

class Killed extends Error {}

/** A program that looks, dies and is started again, over a file that keeps what was saved. */
function createProgram(keys: readonly DueKey[], around: Surroundings, remembersTime = true) {
  let file: RemindState = firstState;
  let inVault: RemindState = firstState;
  const shown: { names: string[]; keys: string[]; confirmed: boolean; shownAtMs: number }[] = [];
  return {
    shown,
    rebuild: () => (file = merged(firstState, inVault)),
    async look(nowMs: number, dies: Death): Promise<number | null> {
      let saves = 0;
      try {
        const end = await tellRound({
          keys,
          state: file,
          around,
          nowMs,
          save: async (state) => {
            saves += 1;
            if (dies === 'beforeIntent' && saves === 1) throw new Killed();
            if (dies === 'beforeConfirm' && saves === 2) throw new Killed();
            file = state;
            inVault = merged(inVault, state);
          },
          show: async (reminders) => {
            if (dies === 'beforeShow') throw new Killed();
            shown.push({
              names: reminders.flatMap(({ covers }) => covers.map(({ id, kind, stage }) => `${id} ${kind} ${stage}`)),
              keys: reminders.map(({ key: { id } }) => id),
              confirmed: dies !== 'beforeConfirm',
              shownAtMs: nowMs,
            });
            return true;
          },
        });
        // A program that lives on knows the latest time; what is in the file may be older.
        if (remembersTime) file = { ...file, seenMs: end.state.seenMs };
        return end.nextMs;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        return null;
      }
    },
  };
}

describe('under any sleep, kill, lost file and clock set back, a reminder that has come', () => {
  it('is told exactly once, and once more only where the program died between showing and confirming', async ({
    task,
  }) => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(
        someKeys,
        someSteps,
        someZone,
        someQuiet,
        fc.boolean(),
        async (keys, steps, hours, quiet, lives) => {
          const program = createProgram(keys, { quiet, zone: () => hours * hourMs }, lives);
          let nowMs = start;
          let diedLast = false;
          for (const { hours: slept, dies: wish, wrongByDays, rebuilt } of steps) {
            nowMs += slept * hourMs;
            if (rebuilt) program.rebuild();
            if (wrongByDays !== 0) await program.look(nowMs + wrongByDays * dayMs, 'no');
            // Twice in a row is another promise, below. Killed before it could note that the clock is right again, a program cannot
            // know at the next wrong clock what it was told.
            const cannotNote = wrongByDays !== 0 && wish === 'beforeIntent';
            const dies: Death = diedLast || cannotNote ? 'no' : wish;
            diedLast = dies !== 'no';
            await program.look(nowMs, dies);
          }
          // Then it is let be, in a waking hour.
          nowMs += 24 * hourMs;
          while (new Date(nowMs + hours * hourMs).getUTCHours() !== 10) nowMs += hourMs;
          await program.look(nowMs, 'no');

          for (const { name, comesMs } of owedFor(keys, hours)) {
            const times = program.shown.filter(({ names: said }) => said.includes(name));
            const again = times.filter(({ confirmed }) => !confirmed).length;
            if (comesMs > nowMs) expect(times, name).toEqual([]);
            else expect(times.length - again, name).toBe(1);
            told += times.length;
          }
          for (const { keys: together } of program.shown) expect(new Set(together).size).toBe(together.length);
        },
      ),
      { numRuns: 150 },
    );
    expect(told).toBeGreaterThan(500);
    Object.assign(task.meta, { figures: { timelines: 150 } });
  });

  it('is told at the very look that the planner names, and at none before', async () => {
    await fc.assert(
      fc.asyncProperty(someKeys, someZone, someQuiet, async (keys, hours, quiet) => {
        const program = createProgram(keys, { quiet, zone: () => hours * hourMs });
        let next = await program.look(start, 'no');
        let looks = 0;
        while (next !== null && looks < 200) {
          const before = program.shown.length;
          await program.look(next - 1, 'no');
          expect(program.shown.length).toBe(before);
          next = await program.look(next, 'no');
          looks += 1;
        }
        const lastMs = start + 130 * dayMs;
        for (const { name, comesMs } of owedFor(keys, hours)) {
          expect(comesMs).toBeLessThan(lastMs);
          expect(program.shown.filter(({ names: said }) => said.includes(name)).length, name).toBe(1);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('is never told in quiet hours', async () => {
    await fc.assert(
      fc.asyncProperty(someKeys, someSteps, someZone, async (keys, steps, hours) => {
        const program = createProgram(keys, { quiet: { from: '22:00', to: '08:00' }, zone: () => hours * hourMs });
        let nowMs = start;
        for (const { hours: slept } of steps) await program.look((nowMs += slept * hourMs + 7 * minuteMs), 'no');
        for (const { shownAtMs } of program.shown) {
          const hour = new Date(shownAtMs + hours * hourMs).getUTCHours();
          expect(hour >= 8 && hour < 22).toBe(true);
        }
      }),
    );
  });
});

describe('a clock that was ahead for one look', () => {
  it('loses no reminder: all are told once more at their true time', async () => {
    await fc.assert(
      fc.asyncProperty(someKeys, fc.integer({ min: 2, max: 700 }), async (keys, days) => {
        const program = createProgram(keys, { quiet: null, zone: () => 0 });
        await program.look(start, 'no');
        await program.look(start + hourMs + days * dayMs, 'no');
        const early = program.shown.length;
        const aheadMs = start + hourMs + days * dayMs;
        for (let nowMs = start + 2 * hourMs; nowMs < start + 130 * dayMs; nowMs += 6 * hourMs)
          await program.look(nowMs, 'no');
        const atTrueTime = program.shown.slice(early).flatMap(({ names: said }) => said);
        for (const { name, comesMs } of owedFor(keys, 0)) {
          if (comesMs <= start + 2 * hourMs) continue;
          // Told so shortly before its time that nobody looked in between, it has been told.
          if (comesMs <= aheadMs && comesMs > aheadMs - 6 * hourMs) continue;
          expect(atTrueTime.filter((said) => said === name).length, name).toBe(1);
        }
        expect(new Set(atTrueTime).size).toBe(atTrueTime.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a reminder that kills the program which shows it', () => {
  it('does so twice and no more, so that Keyhaven starts again', async () => {
    const keys: DueKey[] = [
      {
        id: 'a',
        label: null,
        exchangeName: null,
        reasons: [{ kind: 'policy', atMs: start, lifeDays: 90, text: null }],
      },
    ];
    const program = createProgram(keys, { quiet: null, zone: () => 0 });
    for (let n = 0; n < 5; n += 1) await program.look(start + n, 'beforeConfirm');
    expect(program.shown).toHaveLength(2);
  });
});
