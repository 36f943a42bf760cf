import { afterAll, beforeAll, expect } from 'vitest';
import type { CrashedHome } from './crashed-home';
import type { Order, Report, Work } from './orders';
import { planKills, stagesOf, type Kill, type Steps } from './plan';

export const long = process.env.KEYHAVEN_TEST_LONG === '1';
/** Alone, the lane has both cores; in `npm test` another lane runs beside it. */
const atOnce = long ? 2 : 1;

interface Begun {
  readonly home: CrashedHome;
  readonly recoveryCode: string;
}

export interface Killing<W extends Work, B extends Begun> {
  readonly works: readonly W[];
  readonly kills: number;
  /** A home in which that work can begin. */
  readonly begun: (work: W) => Promise<B>;
  /** What must be so after a kill. `told` are the writer's reports until it died. */
  readonly afterwards: (work: W, home: CrashedHome, begun: B, told: readonly Report[]) => Promise<void>;
}

/** Lets each work live once to see its steps, plans the kills over all of them, and makes those of one work when asked. */
export function killing<W extends Work, B extends Begun>({ works, kills, begun, afterwards }: Killing<W, B>) {
  const beginnings = new Map<W, B>();
  const steps: Steps<W>[] = [];
  let plan: Kill<W>[] = [];

  async function write(work: W, home: CrashedHome, death: Pick<Order, 'dieAt' | 'lateMs'>) {
    const { recoveryCode } = beginnings.get(work) ?? { recoveryCode: '' };
    const order: Pick<Order, 'work'> & Partial<Order> = { work, recoveryCode, ...death };
    const { ended, reports } = home.writer(order);
    return { signal: await ended, reports };
  }

  beforeAll(async () => {
    for (const work of works) {
      const beginning = await begun(work);
      beginnings.set(work, beginning);
      const whole = beginning.home.copy();
      const { reports } = await write(work, whole, { dieAt: null, lateMs: null });
      whole.remove();
      const report = reports.at(-1);
      if (report?.told !== 'calls') throw new Error(`${work}: the writer did not finish: ${JSON.stringify(report)}`);
      steps.push({ work, names: report.names });
    }
    plan = planKills(steps, kills);
  });
  afterAll(() => {
    for (const { home } of beginnings.values()) home.remove();
  });

  async function killOnce(kill: Kill<W>, name: string): Promise<void> {
    const { work, dieAt, lateMs } = kill;
    const beginning = beginnings.get(work);
    if (beginning === undefined) throw new Error(`${work} was not begun`);
    const home = beginning.home.copy();
    const { signal, reports } = await write(work, home, kill);
    const last = reports.at(-1);
    // It was done before it died: what is done together needs a step less at times. It dies before its last step then.
    if (last?.told === 'calls' && last.names.length > 0 && (lateMs !== null || last.names.length <= dieAt)) {
      home.remove();
      const sooner = Math.min(dieAt, last.names.length - 1);
      await killOnce({ work, dieAt: sooner, lateMs: null }, last.names[sooner] ?? '');
      return;
    }
    const where = `${work}: ${lateMs === null ? 'before' : `${String(lateMs)} ms after`} step ${String(dieAt)}, “${name}”`;
    expect(signal, `${where}, ${JSON.stringify(last)}`).toBe('SIGKILL');
    await afterwards(work, home, beginning, reports).catch((error: unknown) => {
      throw new Error(`${where}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`, { cause: error });
    });
    home.remove();
  }

  return {
    plan: () => plan,
    stages: () => stagesOf(steps, plan),
    /** Stages that were seen and that no kill of the plan comes before. */
    stagesNotMet: () => {
      const met = stagesOf(steps, plan);
      return new Set(steps.flatMap(({ names }) => names.filter((name) => !met.has(name))));
    },
    /** Makes the kills of one work. @returns how many there were */
    async kill(work: W): Promise<number> {
      const names = steps.find((one) => one.work === work)?.names ?? [];
      const mine = plan.filter((kill) => kill.work === work);
      const waiting = [...mine];
      const worker = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          await killOnce(next, names[next.dieAt] ?? '');
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
      return mine.length;
    },
  };
}
