import type { KeyRecord } from '../../state';
import { refuseWith } from '../manner';
import { header, type Received, type World } from '../style';
import { readToken, signatureFits, type Token } from './jwt';
import { unauthorized } from './refusals';

/** Who asks. Coinbase says no more than that it does not know them. A token names method and path, never query or body. */
export function identify(request: Received, world: World): KeyRecord {
  const token = readToken(/^Bearer (\S+)$/.exec(header(request, 'authorization') ?? '')?.[1] ?? '');
  if (token === undefined) return refuseWith(unauthorized);
  const key = world.key(token.head.kid) ?? refuseWith(unauthorized);
  if (token.claims.sub !== key.apiKey || !signatureFits(token, key.signing)) refuseWith(unauthorized);
  if (!world.admits(key) || !isInTime(token, world.nowMs) || !isFor(token, request)) refuseWith(unauthorized);
  return key;
}

/** "Your JWT is valid for a period of 2 minutes from the time it is generated." */
function isInTime({ claims: { nbf, exp } }: Token, nowMs: number): boolean {
  const now = nowMs / 1_000;
  return nbf <= now && now < exp && exp - nbf <= 120;
}

/** `METHOD host/path`. The host is this server's only where a client says so: clients write it in several ways. */
function isFor({ claims: { uri, uris } }: Token, { method, path }: Received): boolean {
  return (uris ?? [uri ?? '']).some((named) => named.startsWith(`${method} `) && hostOf(named, method, path) !== '');
}

function hostOf(named: string, method: string, path: string): string {
  const place = named.slice(method.length + 1).replace(/^https?:\/\//, '');
  return place.endsWith(path) && /^[^/]+$/.test(place.slice(0, -path.length)) ? place.slice(0, -path.length) : '';
}
