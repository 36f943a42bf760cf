import type { Limits } from './limits';

/** After the last answer: what of it the client has not taken yet, and then the wait for the client to close. */
type Last = 'ending' | 'lingering';

/** Where a connection is, as far as time is concerned. */
export interface Progress {
  phase: 'head' | 'body' | 'answer' | Last;
  /** When the phase began. */
  sinceMs: number;
  /** When a head was noticed to have begun; null while there is none. */
  begunMs: number | null;
  /** No request came to its end on it yet. */
  fresh: boolean;
}

/**
 * What a look at a connection says: `slow` where it began something and does not end it, `quiet` where it never began.
 * A clock of its own for each port, because Node 16 looks at its own deadlines only when bytes come.
 */
export function overdue(
  progress: Progress,
  hasBegunHead: boolean,
  nowMs: number,
  limits: Limits,
): 'slow' | 'quiet' | undefined {
  const lasted = nowMs - progress.sinceMs;
  if (progress.phase === 'answer') return undefined;
  if (progress.phase === 'ending') return lasted > limits.stallMs ? 'quiet' : undefined;
  if (progress.phase === 'lingering') return lasted > limits.lingerMs ? 'quiet' : undefined;
  if (progress.phase === 'body') return lasted > limits.bodyMs ? 'slow' : undefined;
  if (hasBegunHead) {
    progress.begunMs ??= progress.fresh ? progress.sinceMs : nowMs;
    return nowMs - progress.begunMs > limits.headMs ? 'slow' : undefined;
  }
  return lasted > (progress.fresh ? limits.headMs : limits.idleMs) ? 'quiet' : undefined;
}
