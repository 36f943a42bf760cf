import type { MarketRef } from '../../../tokens/actions';
import { unserved } from './requests';

/** Where OKX keeps its books. `margin` are spot books traded with borrowed money (`tdMode` cross or isolated). */
export const venues = ['spot', 'margin', 'swap', 'futures'] as const;
export type Venue = (typeof venues)[number];

/** As `GET /api/v5/public/instruments` names them. */
export const instrumentTypes = {
  spot: 'SPOT',
  margin: 'MARGIN',
  swap: 'SWAP',
  futures: 'FUTURES',
} as const satisfies Record<Venue, string>;

/**
 * What an instrument is by its id: `BTC-USDT` spot, `BTC-USDT-SWAP`, `BTC-USD-261225` a future. Source: okx.com/docs-v5,
 * "Get instruments" (2026-06). Undefined: an option, an event contract, or nothing that OKX would name so.
 */
export function kindOf(instId: string): Exclude<Venue, 'margin'> | undefined {
  const parts = instId.split('-');
  if (!parts.every(isName)) return undefined;
  if (parts.length === 2) return 'spot';
  const last = parts[2] ?? '';
  if (parts.length !== 3) return undefined;
  if (last === 'SWAP') return 'swap';
  return isDate(last) ? 'futures' : undefined;
}

/** @throws NotUnderstood */
export function contractOrSpot(instId: string): MarketRef {
  const venue = kindOf(instId);
  if (venue === undefined) throw unserved('only spot, margin, swaps and futures are served, no options');
  return { venue, id: instId };
}

/** Upper case letters, digits and `_`. */
function isName(part: string): boolean {
  if (part === '' || part.length > 30) return false;
  for (let index = 0; index < part.length; index += 1) {
    const code = part.charCodeAt(index);
    const known = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95;
    if (!known) return false;
  }
  return true;
}

function isDate(part: string): boolean {
  if (part.length !== 6) return false;
  for (let index = 0; index < part.length; index += 1) {
    const code = part.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
