import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Incoming, RawRequest, SigningKey, Verified } from '../adapter';

export const keyHeader = 'ok-access-key';
export const signatureHeader = 'ok-access-sign';
export const timestampHeader = 'ok-access-timestamp';
export const passphraseHeader = 'ok-access-passphrase';

/** OKX refuses what is more than 30 s away from its clock. Source: okx.com/docs-v5, "Making Requests", 2026-06. */
const windowMs = 30_000;

export function headerOf({ headers }: Pick<RawRequest, 'headers'>, name: string): string | undefined {
  return headers.find(([header]) => header === name)?.[1];
}

/** Path and query, as a request line has them. */
export function targetOf({ path, query }: Pick<RawRequest, 'path' | 'query'>): string {
  return query === null ? path : `${path}?${query}`;
}

/** Base64 of HMAC-SHA256 over timestamp, method, target and body. Source: okx.com/docs-v5, "Signature", 2026-06. */
export function signatureOf(key: KeyObject, timestamp: string, method: string, target: string, body: Buffer): string {
  return createHmac('sha256', key)
    .update(timestamp + method + target, 'latin1')
    .update(body)
    .digest('base64');
}

/** Over the bytes as received, in the exchange's own form or with the target as the client saw it. */
export function verify(request: Incoming, phantom: SigningKey): Verified {
  const refused = (why: Extract<Verified, { ok: false }>['why']): Verified => ({ ok: false, why });
  const signature = headerOf(request, signatureHeader);
  const timestamp = headerOf(request, timestampHeader);
  const passphrase = headerOf(request, passphraseHeader);
  if (phantom.kind !== 'hmac' || phantom.passphrase === null) return refused('signature');
  if (!sameText(headerOf(request, keyHeader) ?? '', phantom.apiKey)) return refused('unknown-key');
  if (!sameText(passphrase ?? '', phantom.passphrase)) return refused('unknown-key');
  const timestampMs = readTimestamp(timestamp ?? '');
  if (timestamp === undefined || timestampMs === undefined) return refused('timestamp');
  if (signature === undefined) return refused('signature');
  const { method, body, seenTarget } = request;
  const forms = [
    { form: 'exchange', target: targetOf(request) },
    { form: 'seen', target: seenTarget },
  ];
  // Texts are compared, not bytes: in base64 several last characters stand for the same bytes.
  const fitting = forms.find(({ target }) =>
    sameText(signature, signatureOf(phantom.key, timestamp, method, target, body)),
  );
  if (fitting === undefined) return refused('signature');
  const hash = createHash('sha256').update(signature, 'latin1').digest('hex');
  return { ok: true, timestampMs, windowMs, aheadMs: windowMs, signature: hash, form: fitting.form };
}

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;

/** ISO 8601 in UTC, ms since 1970. */
function readTimestamp(text: string): number | undefined {
  const ms = iso.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** In constant time. */
function sameText(left: string, right: string): boolean {
  const one = Buffer.from(left);
  const other = Buffer.from(right);
  return one.length === other.length && timingSafeEqual(one, other);
}
