/**
 * Things that are written one group after another: whatever comes while a group is under way shares the next one, so that
 * each waits for one write of its own at most and for one of others.
 */
export interface GroupCommit<T> {
  /** Settles with the group that it goes with. @throws what writing that group throws */
  readonly add: (thing: T) => Promise<void>;
  /** Goes with the next group, before all that is added later; where that group fails, with the one after it. Nobody waits. */
  readonly leave: (thing: T) => void;
  /** Writes what was left, also where nothing else comes. False where it could not be written: it is still there then. */
  readonly flush: () => Promise<boolean>;
  /** Between two groups. */
  readonly inTurn: <R>(work: () => Promise<R>) => Promise<R>;
  /** When what is under way is done. */
  readonly idle: () => Promise<void>;
}

interface Waiting<T> {
  readonly thing: T;
  /** Null: it was left, and nobody waits for it. */
  readonly settle: { readonly done: () => void; readonly failed: (error: unknown) => void } | null;
}

const groupLimit = 1000;

export function createGroupCommit<T>(write: (group: readonly T[]) => Promise<void>): GroupCommit<T> {
  const waiting: Waiting<T>[] = [];
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  /** All that waits when its turn begins. Whoever comes before that goes with it, and leaves an empty turn behind. */
  async function writeWaiting(): Promise<void> {
    const groups = [];
    while (waiting.length > 0) groups.push(waiting.splice(0, groupLimit));
    for (const [n, group] of groups.entries()) {
      try {
        await write(group.map(({ thing }) => thing));
      } catch (error) {
        // What comes after what failed must not be in the file before it.
        const unwritten = groups.slice(n).flat();
        waiting.unshift(...unwritten.filter(({ settle }) => settle === null));
        for (const { settle } of unwritten) settle?.failed(error);
        return;
      }
      for (const { settle } of group) settle?.done();
    }
  }

  return {
    add: (thing) =>
      new Promise<void>((done, failed) => {
        waiting.push({ thing, settle: { done, failed } });
        void inTurn(writeWaiting);
      }),
    leave: (thing) => void waiting.push({ thing, settle: null }),
    flush: () => inTurn(writeWaiting).then(() => waiting.length === 0),
    inTurn,
    idle: async () => {
      await last;
    },
  };
}
