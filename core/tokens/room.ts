import { z } from 'zod';
import { fail } from '../base/failure';
import { Grant } from './grant';

/** 2: the last use of each class. */
const roomVersion = 2;

/** How many tokens one vault takes, those that are over included: a port each, and a list that a person can read. */
export const tokenLimit = 1000;

const GrantRoom = z.strictObject({
  version: z.literal([1, roomVersion]),
  /** Those that are over stay: that somebody still uses one is an alarm. */
  grants: z.array(Grant).max(tokenLimit),
});
export type GrantRoom = z.infer<typeof GrantRoom>;

const Versioned = z.looseObject({ version: z.int().gt(roomVersion) });

/**
 * The room as it was saved; one without tokens where nothing was ever saved.
 * @throws vault.newer for a version from the future, vault.corrupt for anything else that does not fit: damage is never an empty list
 */
export function parseGrants(stored: unknown): GrantRoom {
  if (stored === undefined) return { version: roomVersion, grants: [] };
  const { data: newer } = Versioned.safeParse(stored);
  if (newer !== undefined) throw fail('vault.newer', { found: newer.version, known: roomVersion });
  const { data } = GrantRoom.safeParse(stored);
  if (data === undefined || hasTwins(data)) throw fail('vault.corrupt', { where: 'the list of tokens' });
  return { ...data, version: roomVersion };
}

/** Two tokens with one id, one key or one port could not be told apart by what they send. */
const hasTwins = ({ grants }: GrantRoom): boolean =>
  (['id', 'phantomKey', 'port'] as const).some(
    (name) => new Set(grants.map((grant) => grant[name])).size !== grants.length,
  );

/** Binds the phantom's secret to its exchange, as a credential's is. */
export const phantomPurpose = (exchange: string): string => `token/${exchange}`;
