import { expect, it } from 'vitest';
import { createPlaces } from './places';

const never = () => new AbortController().signal;

it('gives places in the order of asking, and never more than there are', async () => {
  const places = createPlaces(1);
  const first = await places.take(1_000, never());
  const order: number[] = [];
  const waiting = [1, 2, 3].map(async (n) => {
    const giveBack = await places.take(1_000, never());
    order.push(n);
    giveBack?.();
  });
  await Promise.resolve();
  expect(order).toEqual([]);
  first?.();
  await Promise.all(waiting);
  expect(order).toEqual([1, 2, 3]);
  expect(await places.take(0, never())).toBeTypeOf('function');
});

it('lets go who waited long enough, or was called off, and keeps no place for them', async () => {
  const places = createPlaces(1);
  const first = await places.take(0, never());
  expect(await places.take(1, never())).toBeUndefined();
  const off = new AbortController();
  const waiting = places.take(60_000, off.signal);
  off.abort();
  expect(await waiting).toBeUndefined();
  expect(await places.take(60_000, off.signal)).toBeUndefined();
  first?.();
  expect(await places.take(0, never())).toBeTypeOf('function');
});

it('sends everybody away who waits when it is closed, and who comes then', async () => {
  const places = createPlaces(1);
  const first = await places.take(0, never());
  const waiting = [1, 2].map(() => places.take(60_000, never()));
  places.close();
  expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
  first?.();
  expect(await places.take(60_000, never())).toBeUndefined();
});
