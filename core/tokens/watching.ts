import { fail } from '../base/failure';
import type { TokenEvent } from '../contract/tokens';
import type { TokenEvents } from './events';

export interface Watch {
  readonly events: Pick<TokenEvents, 'listen'>;
  /** Undefined: all. */
  readonly token: string | undefined;
  /** Nothing is told while the vault is locked. */
  readonly isOpen: () => boolean;
  readonly report: (event: TokenEvent) => void;
  readonly signal: AbortSignal;
}

/** A program may send thousands of requests a second; a person and a socket take so many. What is left out is counted. */
const tellEveryMs = 100;
const mostAtOnce = 100;

/** Tells until it is given up. @throws job.cancelled then */
export function watchTokens({ events, token, isOpen, report, signal }: Watch): Promise<never> {
  return new Promise((_resolve, reject) => {
    let waiting: TokenEvent[] = [];
    let missed = 0;
    let timer: NodeJS.Timeout | undefined;

    const tell = () => {
      timer = undefined;
      const last = waiting.at(-1);
      if (isOpen()) {
        waiting.forEach(report);
        if (missed > 0 && last !== undefined) report({ kind: 'missed', at: last.at, token: null, count: missed });
      }
      waiting = [];
      missed = 0;
    };
    const stop = events.listen((event) => {
      if (token !== undefined && event.token !== token && event.token !== null) return;
      // What is no request is told whatever else happens: there is little of it, and it matters more.
      if (waiting.length < mostAtOnce || event.kind !== 'request') waiting.push(event);
      else missed += 1;
      timer ??= setTimeout(tell, tellEveryMs);
    });
    const end = () => {
      stop();
      clearTimeout(timer);
      reject(fail('job.cancelled'));
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
