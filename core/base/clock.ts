import { instantOf } from './instants';
import type { Clock } from './ports';

export const systemClock: Clock = {
  now: () => instantOf(Date.now()),
  monotonicMs: () => performance.now(),
};
