import { z } from 'zod';
import { limitDepth } from './protocol';

/** What a client may send, one after another: nothing else is understood. */

const hex32Bytes = z.string().regex(/^[0-9a-f]{64}$/);

/** Its first word. The version is read alone first, so that a client of a later one gets a clear answer. */
export const Greeting = z.strictObject({ hello: z.int().min(1), nonce: hex32Bytes });
export const GreetingVersion = z.looseObject({ hello: z.int().min(1) });

/** Its second: the proof, and what it says of itself. */
export const Proof = z.strictObject({
  proof: hex32Bytes,
  pid: z.int().min(1),
  version: z.string().max(40),
});

/** Everything after that. */
export const Call = z.strictObject({
  n: z.int().min(0),
  operation: z.string().max(60),
  input: z.unknown().refine((input) => isShallow(input, limitDepth)),
});

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1));
}
