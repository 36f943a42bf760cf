import { z } from 'zod';
import { Right } from '../contract/words';

/** What a rule says happens to a key, or what was found out about it. */
export const ruleKinds = [
  /** It ends so many days after it was made. */
  'fixed',
  /** It ends after so many days without use. */
  'inactivity',
  /** It loses rights after so many days, and lives on. */
  'permission',
  /** Some of its rights need an IP list. */
  'ipNeeded',
  /** The person chooses an end or a list of addresses per key; nothing happens by itself. */
  'chosen',
  /** The exchange advises to replace it so often. */
  'advice',
  /** A rule was looked for, and none was found. */
  'noneFound',
] as const;

/** A dated fact about an exchange's keys. Read live from a key, the same fact beats the rule. */
export const KeyRule = z.strictObject({
  /** The exchange and what it is about: `okx.idle`. A rule of the person's own file with the same id takes its place. */
  id: z.string().regex(/^[a-z0-9]{2,32}\.[a-zA-Z0-9]{2,32}$/),
  exchanges: z
    .array(z.string().regex(/^[a-z0-9]{2,32}$/))
    .min(1)
    .max(20),
  /** Said to a person, as a sentence without its full stop. */
  rule: z.string().min(1).max(200),
  kind: z.enum(ruleKinds),
  appliesWhen: z.strictObject({
    noIpList: z.boolean(),
    /** Only for keys with one of these rights; null for every key. */
    rights: z.array(Right).min(1).max(12).nullable(),
  }),
  days: z.int().min(1).max(3650).nullable(),
  source: z.string().min(1).max(160),
  /** Year and month in which the source, or a copy of it, was read. */
  seenOn: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  /** H: the exchange's own page or documentation; M: several others agree, or an older official page; L: one other, in conflict, or not confirmed. */
  confidence: z.enum(['H', 'M', 'L']),
});
export type KeyRule = z.infer<typeof KeyRule>;
