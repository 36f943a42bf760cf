import { hourMs, minuteMs } from '../base/instants';
import type { NewAuditEntry } from './log';
import { systemTimers, type Timers } from './timers';

/** Different entries that are told apart within an hour; what comes beyond is counted together. */
const mostKinds = 20;
const firstWaitMs = minuteMs;
const longestWaitMs = hourMs;
const outcomeLimit = 60;
/** The subject of what is counted together. */
const others = 'others';

/** What happens again and again: the first is told at once, the others as a number. */
export interface Tally {
  /** Settles when the entry is written, or counted. @throws what writing throws */
  record(entry: NewAuditEntry): Promise<void>;
  /** Writes what was counted and not told yet. */
  close(): Promise<void>;
}

interface Kind {
  readonly entry: NewAuditEntry;
  /** Since the last line about it. */
  repeats: number;
  waitMs: number;
  takeBack: () => void;
}

/** Equal for entries that differ in nothing but their time. */
export const nameOf = ({ actor, action, subject, outcome }: NewAuditEntry): string =>
  JSON.stringify([actor, action, subject, outcome]);

/** `wrongProof ×1,204` */
export function withCount(outcome: string, count: number): string {
  const suffix = count === 1 ? '' : ` ×${count.toLocaleString('en')}`;
  return `${outcome.slice(0, outcomeLimit - suffix.length)}${suffix}`;
}

/**
 * Keeps a program that tries without end from filling the log, and from pushing out of it what matters: at most one line a
 * minute for the same thing, and ever fewer while it goes on, down to one an hour.
 */
export function createTally(world: {
  readonly write: (entry: NewAuditEntry) => Promise<void>;
  readonly timers?: Timers;
}): Tally {
  const { write, timers = systemTimers } = world;
  const kinds = new Map<string, Kind>();
  /** One for each kind that was begun within the last hour. */
  const lately = new Set<() => void>();

  async function record(entry: NewAuditEntry): Promise<void> {
    const known = kinds.get(nameOf(entry));
    if (known !== undefined) {
      known.repeats += 1;
      return;
    }
    if (lately.size >= mostKinds && entry.subject !== others) {
      await record({ ...entry, subject: others });
      return;
    }
    const kind: Kind = { entry, repeats: 0, waitMs: firstWaitMs, takeBack: () => {} };
    kinds.set(nameOf(entry), kind);
    wait(kind);
    noteBegun();
    await write(entry);
  }

  function noteBegun(): void {
    const takeBack = timers.after(hourMs, () => lately.delete(takeBack));
    lately.add(takeBack);
  }

  function wait(kind: Kind): void {
    kind.takeBack = timers.after(kind.waitMs, () => void look(kind));
  }

  async function look(kind: Kind): Promise<void> {
    if (kind.repeats === 0) {
      kinds.delete(nameOf(kind.entry));
      return;
    }
    kind.waitMs = Math.min(kind.waitMs * 2, longestWaitMs);
    wait(kind);
    await tell(kind);
  }

  /** What could not be written is told with what comes next. */
  async function tell(kind: Kind): Promise<void> {
    const { entry, repeats } = kind;
    kind.repeats = 0;
    await write({ ...entry, outcome: withCount(entry.outcome, repeats) }).catch(() => {
      kind.repeats += repeats;
    });
  }

  return {
    record,
    close: async () => {
      const open = [...kinds.values()];
      kinds.clear();
      for (const takeBack of [...lately, ...open.map((kind) => kind.takeBack)]) takeBack();
      lately.clear();
      await Promise.all(open.filter(({ repeats }) => repeats > 0).map(tell));
    },
  };
}
