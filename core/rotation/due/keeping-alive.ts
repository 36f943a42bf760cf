import { daysBetween, epochMsOf, hourMs, type Instant } from '../../base/instants';
import type { Clock } from '../../base/ports';
import type { TestOutcome } from '../../contract/words';
import type { TestResult } from '../../credentials/store';
import type { Judged } from '../../credentials/row';
import { testCredentials } from '../../credentials/testing';
import { betweenTriesDays, keepAliveDue } from './keep-alive';

export interface KeepingAliveParts {
  readonly clock: Clock;
  readonly credentials: {
    /** Of the open vault. */
    judged(now: Instant, which: (record: Judged['record']) => boolean): Judged[];
    recordTests(results: readonly TestResult[]): Promise<void>;
  };
  /** The person's own rules, as they are now. */
  readonly refreshRules: () => Promise<unknown>;
  /** Whether the vault is open, and not behind a window lock. */
  readonly isOpen: () => boolean;
  /** One harmless read with a key, of which nothing is kept yet. */
  readonly test: (id: string, signal: AbortSignal) => Promise<{ readonly mark: string; readonly outcome: TestOutcome }>;
  /** The line of the log. */
  readonly record: (id: string, outcome: string) => Promise<unknown>;
}

/** The keys that could not be used, of those that it was time for. */
export interface KeepAliveLook {
  readonly failed: readonly string[];
}

/** A third of the shortest life is four days: an hour later is soon enough. */
const betweenLooksMs = hourMs;
const nothing: KeepAliveLook = { failed: [] };

export type KeepingAlive = ReturnType<typeof createKeepingAlive>;

/** Uses keys before they die of disuse, where the person allowed it for the key, and while the vault is open. */
export function createKeepingAlive({ clock, credentials, refreshRules, isOpen, test, record }: KeepingAliveParts) {
  /** A try that the vault did not take (the disk is full) was one all the same. */
  const tried = new Map<string, Instant>();
  let lastLookMs: number | null = null;
  let running: { readonly ending: AbortController; readonly done: Promise<unknown> } | null = null;

  function dueAt(now: Instant): string[] {
    const isTired = (id: string) => {
      const last = tried.get(id);
      return last !== undefined && Math.abs(daysBetween(last, now)) < betweenTriesDays;
    };
    return credentials
      .judged(now, ({ keepAlive }) => keepAlive === true)
      .filter(({ record: { id }, subject }) => !isTired(id) && keepAliveDue(subject, now))
      .map(({ record: { id } }) => id);
  }

  async function useDue(now: Instant, signal: AbortSignal): Promise<KeepAliveLook> {
    await refreshRules();
    const ids = dueAt(now);
    if (ids.length === 0) return nothing;
    const failed: string[] = [];
    const marks = new Map<string, string>();
    await testCredentials({
      ids,
      signal,
      report: () => undefined,
      test: async (id, cancelled) => {
        tried.set(id, now);
        const { mark, outcome } = await test(id, cancelled);
        marks.set(id, mark);
        return outcome;
      },
      keep: async (outcomes) => {
        for (const { id, outcome } of outcomes) if (outcome.outcome === 'fails') failed.push(id);
        // The exchange was asked, so the log says it also where the vault takes no outcome.
        await Promise.all(
          outcomes.map(({ id, outcome }) => record(id, outcome.outcome === 'works' ? 'works' : outcome.diagnosis.code)),
        );
        await credentials.recordTests(outcomes.map((one) => ({ ...one, mark: marks.get(one.id) })));
      },
    });
    return { failed };
  }

  return {
    /** Whether it is time to look: costs nothing where it is not. */
    isTime(): boolean {
      if (running !== null || !isOpen()) return false;
      const nowMs = epochMsOf(clock.now());
      return lastLookMs === null || nowMs < lastLookMs || nowMs - lastLookMs >= betweenLooksMs;
    },

    /** Uses every key that it is time for, at most once a day each. @throws vault.*, job.cancelled by a lock */
    async look(): Promise<KeepAliveLook> {
      if (running !== null || !isOpen()) return nothing;
      const now = clock.now();
      lastLookMs = epochMsOf(now);
      const ending = new AbortController();
      const done = useDue(now, ending.signal);
      running = { ending, done: done.catch(() => undefined) };
      try {
        return await done;
      } finally {
        running = null;
      }
    },

    /** A lock: nothing more is asked, and what was answered is kept. Never throws. */
    async end(): Promise<void> {
      running?.ending.abort();
      await running?.done;
      lastLookMs = null;
    },
  };
}
