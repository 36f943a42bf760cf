import type { Instant } from '../base/instants';
import type { TokenEvent } from '../contract/tokens';

export type { TokenEvent };

/** Refusals and alarms of one token that are kept for a look at it later. */
const keptEach = 20;
const keptTokens = 1000;

/** An event without its time. */
type Untimed = TokenEvent extends infer E ? (E extends TokenEvent ? Omit<E, 'at'> : never) : never;

/** What happens with tokens, as it happens. Cheap where nobody listens: every request comes by here. */
export interface TokenEvents {
  emit(event: Untimed): void;
  /** The answer unsubscribes. A listener that fails keeps no other from hearing. */
  listen(listener: (event: TokenEvent) => void): () => void;
  /** The last refusals and alarms of a token, the newest first. */
  recent(token: string): TokenEvent[];
  /** Drops what is kept; whoever listens goes on. */
  forget(): void;
}

export function createTokenEvents(now: () => Instant): TokenEvents {
  const listeners = new Set<(event: TokenEvent) => void>();
  const kept = new Map<string, TokenEvent[]>();

  function keep(event: TokenEvent): void {
    if (event.token === null || (event.kind === 'request' && event.allowed)) return;
    const list = kept.get(event.token) ?? [];
    if (list.length === 0 && kept.size >= keptTokens) return;
    list.unshift(event);
    kept.set(event.token, list.slice(0, keptEach));
  }

  return {
    emit(untimed) {
      if (listeners.size === 0 && untimed.kind === 'request' && untimed.allowed) return;
      const event: TokenEvent = { ...untimed, at: now() };
      keep(event);
      for (const listener of listeners) {
        try {
          listener(event);
        } catch {
          // It may be gone; what happened has happened all the same.
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recent: (token) => [...(kept.get(token) ?? [])],
    forget: () => kept.clear(),
  };
}
