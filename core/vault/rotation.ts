import { dayMs, hourMs } from '../base/instants';
import type { Generation, OlderGeneration } from './disk';

/** One older generation takes another's name; what stood there goes. */
export type Move = readonly [from: OlderGeneration, to: OlderGeneration];

const weekMs = 7 * dayMs;

/**
 * Which older generations move up before the present newest becomes the previous one. In this order, so that none is
 * written over that still has to move. `writtenAt` in epoch milliseconds, of the generations that are there.
 *
 * Each place keeps what it has until something takes it that is old enough for it, so that one at least an hour, a day
 * and a week old is never given up for one that is not. An age is what the file's time and the clock make of it: a
 * clock that is set wrong can make a place skip or repeat, but the newest and the previous are no matter of time.
 */
export function rotation(writtenAt: Readonly<Partial<Record<Generation, number>>>, now: number): Move[] {
  const { previous, hour, day, week } = writtenAt;
  const isOld = (written: number | undefined, ageMs: number) => written !== undefined && now - written >= ageMs;
  // A time that has not come yet says nothing of the age, and would hold the place until it comes.
  const isFree = (written: number | undefined) => written === undefined || written > now;
  const moves: Move[] = [];
  const dayMoves = isOld(day, weekMs) && (isFree(week) || isOld(hour, dayMs));
  if (dayMoves) moves.push(['day', 'week']);
  const hourMoves = isOld(hour, dayMs) && (dayMoves || isFree(day));
  if (hourMoves) moves.push(['hour', 'day']);
  if (previous !== undefined && (hourMoves || hour === undefined || isOld(previous, hourMs)))
    moves.push(['previous', 'hour']);
  return moves;
}
