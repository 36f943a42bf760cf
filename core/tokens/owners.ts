import type { Caller } from '../authorization/caller';

/** Tokens that end with whoever asked for them: a window, a connection, a command. */
export function createOwners() {
  const owned = new Map<string, Set<string>>();
  // A window and a connection may have the same id.
  const nameOf = ({ audience, id }: Pick<Caller, 'audience' | 'id'>) => `${audience} ${id}`;
  return {
    own(caller: Caller, token: string): void {
      owned.set(nameOf(caller), (owned.get(nameOf(caller)) ?? new Set()).add(token));
    },
    /** The caller went away. @returns what it owned */
    gone(caller: Pick<Caller, 'audience' | 'id'>): string[] {
      const ids = [...(owned.get(nameOf(caller)) ?? [])];
      owned.delete(nameOf(caller));
      return ids;
    },
  };
}
