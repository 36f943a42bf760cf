import { asker } from './asker';
import { median } from './measure';
import type { Kind, Way } from './ways';

const singles = { rounds: 40, inRound: 25 };
const crowded = { connections: 100, rounds: 3, inRoundMs: 1_500 };
/** One of so many requests of a long run is an order. */
const orderEach = 100;

/** Median microseconds of one request on one connection, per way; the ways take turns. */
export async function alone(ways: readonly Way[], kind: Kind): Promise<Map<Way['name'], number>> {
  const askers = await Promise.all(
    ways.map(async (way) => ({ way, taken: [] as number[], one: await asker(way.port) })),
  );
  for (let round = 0; round <= singles.rounds; round += 1) {
    for (const { way, taken, one } of askers) {
      for (let turn = 0; turn < singles.inRound; turn += 1) {
        const bytes = way.next[kind]();
        const began = performance.now();
        await one.ask(bytes);
        // The first round warms up.
        if (round > 0) taken.push((performance.now() - began) * 1_000);
      }
    }
  }
  for (const { one } of askers) one.end();
  return new Map(askers.map(({ way, taken }) => [way.name, median(taken)]));
}

/** Requests a second over many connections, per way; the median of several turns. */
export async function together(ways: readonly Way[], kind: Kind): Promise<Map<Way['name'], number>> {
  const found = new Map<Way['name'], number[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < crowded.rounds; round += 1)
    for (const way of ways) {
      const began = performance.now();
      const answered = await crowd(way, () => (performance.now() - began < crowded.inRoundMs ? kind : undefined));
      found.get(way.name)?.push((answered * 1_000) / (performance.now() - began));
    }
  return new Map([...found].map(([name, rates]) => [name, median(rates)]));
}

/** So many requests, reads with an order now and then. */
export async function longRun(way: Way, requests: number): Promise<void> {
  let left = requests;
  await crowd(way, () => {
    left -= 1;
    if (left < 0) return undefined;
    return left % orderEach === 0 ? 'order' : 'read';
  });
}

/** Many connections that each ask again as soon as they are answered, until there is nothing more to ask. @returns how many were answered */
async function crowd(way: Way, next: () => Kind | undefined): Promise<number> {
  const askers = await Promise.all(Array.from({ length: crowded.connections }, () => asker(way.port)));
  let answered = 0;
  await Promise.all(
    askers.map(async (one) => {
      for (let kind = next(); kind !== undefined; kind = next()) {
        await one.ask(way.next[kind]());
        answered += 1;
      }
    }),
  );
  for (const one of askers) one.end();
  return answered;
}
