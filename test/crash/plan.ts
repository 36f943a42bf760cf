/** The steps that one work was seen to make. */
export interface Steps<W> {
  readonly work: W;
  readonly names: readonly string[];
}

export interface Kill<W> {
  readonly work: W;
  /** The step before which the process dies, counted from 0. */
  readonly dieAt: number;
  /** How long after that step began, in milliseconds; null: just before it. */
  readonly lateMs: number | null;
}

/** The same numbers for the same seed. */
function numbers(seed: number): () => number {
  let last = seed + 1;
  return () => (last = (last * 48_271) % 2_147_483_647);
}

/** The same order each time, and another when the steps themselves change. */
function shuffled<T>(things: readonly T[]): T[] {
  const random = numbers(things.length);
  return things
    .map((thing) => ({ thing, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ thing }) => thing);
}

/** The one step that makes a save. */
const saves = /^rename vault\.new to vault\.keyhaven$/;
/** Around these, what is on disk or in the keychain becomes another. */
const takesPlace = /^(rename|remove|set|delete|link) /;

/** Long enough for some of what a step begins to happen. */
const latestMs = 5;

/**
 * Which steps to die at, so many in all, or as many as must be: first the one that makes the save, of each work, and
 * one of each other stage (steps of one name); then those where something takes its place, then the others. Where there
 * are fewer steps than that, from the beginning again, but some milliseconds after the step began.
 */
export function planKills<W>(all: readonly Steps<W>[], count: number): Kill<W>[] {
  const steps = shuffled(
    all.flatMap(({ work, names }) =>
      names.map((name, dieAt) => ({ work, dieAt, name, crucial: [name, names[dieAt - 1] ?? ''].some(isCrucial) })),
    ),
  );
  const seen = new Set<string | W>();
  const isNew = (thing: string | W) => !seen.has(thing) && seen.add(thing);
  const first = [
    ...steps.filter(({ name, work }) => saves.test(name) && isNew(work)),
    ...steps.filter(({ name }) => !saves.test(name) && isNew(name)),
  ];
  const others = steps.filter((step) => !first.includes(step));
  const order = [...first, ...others.filter(({ crucial }) => crucial), ...others.filter(({ crucial }) => !crucial)];
  const random = numbers(steps.length);
  const most = order.length === 0 ? 0 : Math.max(count, first.length);
  return Array.from({ length: most }, (_, n) => {
    const { work, dieAt } = order[n % order.length] ?? order[0]!;
    return { work, dieAt, lateMs: n < order.length ? null : random() % (latestMs + 1) };
  });
}

const isCrucial = (name: string) => takesPlace.test(name);

/** The stages that a plan dies before. */
export const stagesOf = <W>(all: readonly Steps<W>[], kills: readonly Kill<W>[]): Set<string> =>
  new Set(kills.map(({ work, dieAt }) => all.find((one) => one.work === work)?.names[dieAt] ?? ''));
