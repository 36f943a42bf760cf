import type { QueryKey } from '@tanstack/react-query';
import { changeKinds, type ChangeKind } from '../../core/contract/app';
import { keyhaven, valueOf } from './bridge';
import { gather } from './gather';
import { keyQueryKeys, queries, queryClient } from './queries';
import { secondMs } from './time';

/**
 * What is read anew when a kind of thing changed, whoever changed it. The proof of the log is not: a long log takes
 * seconds, and its screen has a button for it.
 */
const concerned = {
  vault: [queries.status.queryKey, queries.copies.queryKey, queries.lock.queryKey, queries.method.queryKey],
  credentials: keyQueryKeys,
  audit: [['audit.list']],
  approvals: [queries.approvals.queryKey],
  preferences: [queries.info.queryKey],
  practice: [queries.practice.queryKey],
  tokens: [['credential.get'], ['rotation.get'], queries.health.queryKey],
  reminders: [['reminders.list']],
  // Nothing that is shown; lib/wish.ts hears it.
  wish: [],
} as const satisfies Record<ChangeKind, readonly QueryKey[]>;

const everyMs = 250;

function readAnew(kinds: ReadonlySet<ChangeKind>): void {
  for (const kind of kinds) {
    for (const queryKey of concerned[kind]) void queryClient.invalidateQueries({ queryKey });
  }
}

/** Follows what changes outside this window, for as long as it is open. The answer ends it. */
export function followChanges(): () => void {
  const news = gather<ChangeKind>(everyMs, readAnew);
  let feed: string | null = null;
  let ended = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function subscribe(): Promise<void> {
    try {
      const { jobId } = await valueOf(keyhaven.app.changes({}));
      feed = jobId;
      if (ended) void keyhaven.job.cancel({ jobId });
    } catch {
      subscribeAgain();
    }
  }

  /** What changed while nobody listened is not known, so everything is read anew. */
  function subscribeAgain(): void {
    feed = null;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (ended) return;
      void subscribe().then(() => {
        for (const kind of changeKinds) news.tell(kind);
      });
    }, secondMs);
  }

  const stopHearing = keyhaven.onJob((event) => {
    if (event.operation !== 'app.changes') return;
    if (event.state === 'item') news.tell(event.item.changed);
    else if (event.jobId === feed) subscribeAgain();
  });
  void subscribe();

  return () => {
    ended = true;
    stopHearing();
    news.stop();
    clearTimeout(waiting);
    if (feed !== null) void keyhaven.job.cancel({ jobId: feed });
  };
}
