import { minuteMs } from '../base/instants';
import type { Clock } from '../base/ports';
import type { AuditHead } from './log';
import { systemTimers, type Timers } from './timers';

const mostLines = 1000;
const mostMs = 5 * minuteMs;

export interface Waiting {
  /** Lines that are not anchored, without those before the last try. */
  readonly lines: number;
  /** Since the oldest line that is not anchored, or since the last try. */
  readonly waitedMs: number;
}

/** A line that is not anchored can be cut off unseen, so none waits long; and a save of the vault for each would be too many. */
export function isAnchorDue({ lines, waitedMs }: Waiting): boolean {
  return lines >= mostLines || waitedMs >= mostMs;
}

export interface Anchoring {
  /** After each line. */
  appended(): void;
  /** No more until the next line; settles when none is under way. Call it before the vault is locked. */
  end(): Promise<void>;
}

/**
 * Anchors the log's head in the vault every 1,000 lines, and five minutes after the first line that is not anchored.
 * What else saves the vault anchors it too, and is taken into account. What fails is tried again after as many lines or minutes.
 */
export function createAnchoring(world: {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers?: Timers;
  readonly head: () => AuditHead | null;
  readonly anchored: () => AuditHead | null;
  /** Saves the vault, and with it the head. */
  readonly anchorNow: () => Promise<unknown>;
}): Anchoring {
  const { clock, timers = systemTimers } = world;
  /** The first line that waits, and since when. */
  let first: { readonly sequence: number; readonly atMs: number } | null = null;
  let triedUpTo = 0;
  let underWay: Promise<void> | null = null;
  let takeBack: () => void = () => {};

  function appended(): void {
    takeBack();
    const upTo = world.head()?.sequence ?? 0;
    const anchoredUpTo = world.anchored()?.sequence ?? 0;
    // What is under way looks again when it ends.
    if (upTo <= anchoredUpTo || underWay !== null) return;
    if (first === null || first.sequence <= anchoredUpTo) first = { sequence: upTo, atMs: clock.monotonicMs() };
    const waitedMs = clock.monotonicMs() - first.atMs;
    if (isAnchorDue({ lines: upTo - Math.max(anchoredUpTo, triedUpTo), waitedMs })) underWay = anchor(upTo);
    else takeBack = timers.after(mostMs - waitedMs, appended);
  }

  async function anchor(upTo: number): Promise<void> {
    // Where it fails the lines stand in the log all the same, and wait on.
    await world.anchorNow().catch(() => undefined);
    triedUpTo = upTo;
    first = null;
    underWay = null;
    appended();
  }

  return {
    appended,
    end: async () => {
      await underWay;
      takeBack();
      first = null;
      triedUpTo = 0;
    },
  };
}
