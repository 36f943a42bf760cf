import { createHash } from 'node:crypto';

/**
 * What the tenant types and keeps, made from a seed on both sides, so that no message between them holds it. Each is
 * recognizable as a test's.
 */
export const passphraseOf = (seed: string) => `kh-test-pass-${digest(seed, 'passphrase')}`;
export const secretOf = (seed: string) => `khTestSecret${digest(seed, 'secret')}`;
export const labelOf = (seed: string) => `kh-test-label-${digest(seed, 'label').slice(0, 20)}`;
/** Held by the tenant all the time: what a search must find, or it would find nothing at all. */
export const controlOf = (seed: string) => digest(seed, 'kh-test-control');

const digest = (seed: string, what: string) => createHash('sha256').update(`${seed} ${what}`).digest('hex');

export interface TenantOrder {
  readonly home: string;
  readonly keychainFile: string;
  readonly seed: string;
  readonly snapshot: string;
}

export type TenantWord = 'open' | 'locked' | 'snapshot';
