import { createHash } from 'node:crypto';
import type { Adapter, RawRequest } from './adapters/adapter';

/**
 * By what a request is known again when it comes once more: SHA-256 in hex over the token, the place where it goes, and its
 * signature. Binance signs neither method, host nor path, so its real clients cancel on several markets under one signature.
 * The query is left out: where it ends and the body begins is not signed there either, and a thief could move that.
 */
export function fingerprintOf(token: string, adapter: Adapter, request: RawRequest, signature: string): string {
  const { method, host, path } = request;
  // None of them has a line feed in it.
  const text = [token, method, adapter.sameHost(host), path, signature].join('\n');
  return createHash('sha256').update(text, 'latin1').digest('hex');
}
