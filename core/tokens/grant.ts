import { z } from 'zod';
import { Id, Instant } from '../contract/words';
import { EndpointClass, Policy } from './policy/policy';

/** What a person or an alarm made of a token. That it expired or is idle is not kept: the clock says it. */
export const tokenStates = ['active', 'paused', 'frozen', 'revoked', 'ended'] as const;

/** Why a token is frozen or over. */
export const stateReasons = [
  'person',
  'stopEverything',
  'expired',
  'processEnded',
  'withdrawalAttempted',
  'vaultRolledBack',
  'ledgerDamaged',
  'credentialGone',
] as const;

/** One scoped token, as the sealed index keeps it. The phantom's secret is a secret of its own, under the same id. */
export const Grant = z.strictObject({
  id: Id,
  label: z.string().trim().min(1).max(80),
  credential: Id,
  /** ccxt's id, with `practice:` before it where it is a practice key. */
  exchange: z.string().regex(/^(practice:)?[a-z0-9]{2,32}$/),
  /** The phantom API key: it is in the tool's configuration, and no secret by itself. */
  phantomKey: z.string().min(16).max(80),
  phantomKind: z.enum(['hmac', 'rsa', 'ed25519']),
  policy: Policy,
  /** Its own loopback port, kept across restarts. */
  port: z.int().min(1024).max(65_535),
  issued: Instant,
  notBefore: Instant,
  expires: Instant,
  /** The demo account of exchanges that have one; a token is for the one or the other. */
  demo: z.boolean(),
  state: z.enum(tokenStates),
  stateSince: Instant,
  stateWhy: z.enum(stateReasons).nullable(),
  lastUsed: Instant.nullable(),
  /** The last use of each class; left out while nothing was used since there is such a list. */
  usedFor: z
    .array(z.strictObject({ class: EndpointClass, at: Instant }))
    .max(20)
    .optional(),
  /** Resting orders were listed, and cancelled where the policy says so, after it ended. */
  settled: z.boolean(),
});
export type Grant = z.infer<typeof Grant>;
