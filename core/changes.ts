import type { ChangeKind } from './contract/app';

export interface Changes {
  tell(...kinds: ChangeKind[]): void;
  /** The answer unsubscribes. */
  listen(listener: (kind: ChangeKind) => void): () => void;
}

/** Who wants to know that something changed. A listener that fails keeps no other from hearing. */
export function createChanges(): Changes {
  const listeners = new Set<(kind: ChangeKind) => void>();
  return {
    tell: (...kinds) => {
      for (const kind of kinds) {
        for (const listener of listeners) {
          try {
            listener(kind);
          } catch {
            // It may be gone; what changed has changed all the same.
          }
        }
      }
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
