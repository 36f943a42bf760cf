import type { z } from 'zod';
import type { AuthorizationKind } from './words';

export type Audience = 'window' | 'terminal';

export type Need = 'nothing' | 'open vault' | { readonly authorization: AuthorizationKind };

/** One thing a front end may ask for. Everything else (doors, preload, help, documents, tests) is derived from its row. */
export interface Operation {
  /**
   * A `query` changes nothing, a `command` does one thing, a `job` reports per item and can be cancelled. A `feed` is a job
   * without an end: it reports until it is cancelled or its caller goes away, also while the vault is locked.
   */
  readonly kind: 'query' | 'command' | 'job' | 'feed';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** What a job or a feed reports per item. */
  readonly item?: z.ZodType;
  /** Input fields that are secret: never logged, dropped as soon as they are used. */
  readonly secrets: readonly string[];
  /** A secret that leaves through this operation's output, and to whom that is allowed; most have none. */
  readonly yields?: string;
  /** Who may ask, and what must be given before. A door that is not named is closed. */
  readonly audience: Readonly<Partial<Record<Audience, Need>>>;
  /** Whether another process is answered while the vault is locked; all else waits until it is unlocked. */
  readonly answersLocked?: true;
  /** The action under which it stands in the audit log; null where it leaves no trace. */
  readonly audit: string | null;
  readonly doc: string;
}

export type Contract = Readonly<Record<string, Operation>>;

export const open = { window: 'open vault', terminal: 'open vault' } as const;
export const always = { window: 'nothing', terminal: 'nothing' } as const;
