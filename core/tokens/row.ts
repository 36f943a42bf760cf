import type { TokenRow } from '../contract/tokens';
import type { Grant } from './grant';
import { addressOf } from './hand-over';
import type { Tokens } from './tokens';

/** A token as it is listed. */
export function tokenRow(grant: Grant, tokens: Tokens, credentialLabel: string | null): TokenRow {
  const standing = tokens.standing(grant);
  return {
    id: grant.id,
    label: grant.label,
    credential: grant.credential,
    credentialLabel,
    exchange: grant.exchange,
    phantomKey: grant.phantomKey,
    phantomKind: grant.phantomKind,
    address: addressOf(grant.port),
    demo: grant.demo,
    issued: grant.issued,
    notBefore: grant.notBefore,
    expires: grant.expires,
    lastUsed: tokens.lastUsed(grant),
    state: grant.state,
    standing: standing.state,
    why: whyOf(grant, standing),
    since: grant.stateSince,
    settled: grant.settled,
  };
}

function whyOf(grant: Grant, standing: ReturnType<Tokens['standing']>): TokenRow['why'] {
  if (standing.state === 'closing' && standing.why !== 'paused') return standing.why;
  return standing.state === 'ended' ? (grant.stateWhy ?? 'expired') : grant.stateWhy;
}
