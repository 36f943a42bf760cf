import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { PracticeFault } from '../contract/exchanges';

/** How the practice exchange is told of each fault. The numbers: slow enough to watch, and farther off than any exchange allows. */
export const faultSwitches = {
  slow: { slow: { ms: 3_000 } },
  failing: { '500': true },
  rateLimited: { '429': true },
  html: { html: true },
  clockOff: { clock: { offsetMs: 90_000 } },
  ipRefused: { ipRefused: true },
  cut: { cut: true },
  maintenance: { maintenance: true },
} as const satisfies Record<Exclude<PracticeFault, 'none'>, object>;

const Board = z.record(z.string(), z.record(z.string(), z.unknown()));

/** The fault that is on, from what `GET /keyhaven/faults` answers. Null where the switches stand otherwise than we set them. */
export function faultOf(board: unknown): PracticeFault | null {
  const { data } = Board.safeParse(board);
  if (data === undefined) return null;
  const [first, ...others] = Object.values(data);
  if (first === undefined || others.some((other) => !isDeepStrictEqual(other, first))) return null;
  if (Object.keys(first).length === 0) return 'none';
  const named = Object.entries(faultSwitches).find(([, switches]) => isDeepStrictEqual(switches, first));
  return (named?.[0] as PracticeFault | undefined) ?? null;
}
