import { dayMs, epochMsOf, hourMs } from '../base/instants';
import type { Standing } from './decision/decision';
import type { Grant, tokenStates } from './grant';

export type TokenState = (typeof tokenStates)[number];

/** For so long after it expired a token still closes what it opened; then it is over. */
export const closesForMs = dayMs;

/**
 * Every change of a token's state. `authorized`: a person's fresh yes comes first, because it lets a program do more;
 * what narrows needs none, whoever asks. `narrows`: an older copy of the vault would undo it, so the vault's epoch is raised.
 */
export const moves = {
  pause: { from: ['active'], to: 'paused', authorized: false, narrows: true },
  resume: { from: ['active', 'paused'], to: 'active', authorized: true, narrows: false },
  freeze: { from: ['active', 'paused'], to: 'frozen', authorized: false, narrows: true },
  thaw: { from: ['frozen'], to: 'active', authorized: true, narrows: false },
  revoke: { from: ['active', 'paused', 'frozen'], to: 'revoked', authorized: false, narrows: true },
  renew: { from: ['active', 'paused'], to: 'active', authorized: true, narrows: false },
  reissue: { from: ['active', 'paused'], to: null, authorized: true, narrows: true },
  /** By the clock alone. */
  end: { from: ['active', 'paused', 'frozen'], to: 'ended', authorized: false, narrows: false },
} as const satisfies Record<
  string,
  { from: readonly TokenState[]; to: TokenState | null; authorized: boolean; narrows: boolean }
>;
export type Move = keyof typeof moves;

export const mayMove = (state: TokenState, move: Move): boolean => moves[move].from.some((from) => from === state);

/** Nothing brings it back: it stays as a tombstone. */
export const isOver = (state: TokenState): boolean => state === 'revoked' || state === 'ended';

/**
 * How a token stands at a moment, in ms since 1970; `lastUsedMs` where that is known better than the grant knows it. A moment
 * before what the grant itself remembers is a clock that was set back, and counts as the latest that it remembers.
 */
export function standingOf(grant: Grant, atMs: number, lastUsedMs?: number): Standing {
  const { state } = grant;
  if (state === 'frozen' || state === 'revoked' || state === 'ended') return { state };
  const { rememberedMs, expiresMs, notBeforeMs } = timesOf(grant);
  const nowMs = Math.max(atMs, rememberedMs);
  const sinceExpiry = nowMs - expiresMs;
  if (sinceExpiry >= closesForMs) return { state: 'ended' };
  if (nowMs < notBeforeMs) return { state: 'notYet' };
  if (sinceExpiry >= 0) return { state: 'closing', why: 'expired' };
  if (state === 'paused') return { state: 'closing', why: 'paused' };
  return isIdle(grant, nowMs, lastUsedMs) ? { state: 'closing', why: 'idle' } : { state: 'active' };
}

interface Times {
  readonly rememberedMs: number;
  readonly expiresMs: number;
  readonly notBeforeMs: number;
}

const known = new WeakMap<Grant, Times>();

/** Read once for each grant object, which never changes: a request asks three times how its token stands. */
function timesOf(grant: Grant): Times {
  const found = known.get(grant);
  if (found !== undefined) return found;
  const { issued, stateSince, lastUsed, expires, notBefore } = grant;
  const times = {
    rememberedMs: Math.max(...[issued, stateSince, lastUsed ?? issued].map(epochMsOf)),
    expiresMs: epochMsOf(expires),
    notBeforeMs: epochMsOf(notBefore),
  };
  known.set(grant, times);
  return times;
}

function isIdle({ policy, notBefore, lastUsed, stateSince }: Grant, nowMs: number, lastUsedMs = 0): boolean {
  if (policy.idleMs === null) return false;
  const latest = Math.max(
    lastUsedMs,
    lastUsed === null ? 0 : epochMsOf(lastUsed),
    epochMsOf(notBefore),
    // Whoever resumes it begins its rest anew.
    epochMsOf(stateSince),
  );
  return nowMs - latest >= policy.idleMs;
}

/** A token's last use is written down at most so often: a vault is not saved for every request. Lost by a crash, it only makes a token idle sooner. */
export const lastUseSavedEveryMs = hourMs / 4;
