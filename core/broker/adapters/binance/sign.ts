import type { RawRequest, SignHow, SigningKey } from '../adapter';
import { headersThatGoOn } from '../kit/headers';
import { macOf, signatureOf } from '../kit/signing';
import { endpointOf } from './endpoints';
import { withPair } from '../kit/pairs';
import { addIds } from './orders/ids';
import { find, headerOf, partsOf, takeSignature, type Parts } from './parts';
import { keyHeader } from './verify';

/**
 * The same request under the real key. What was not signed yet (the broker's own) gets its timestamp and signature in the
 * query. The order of parameters stays as it was: it is part of what the client was seen to send.
 */
export function sign(request: RawRequest, how: SignHow): RawRequest {
  const parts = partsOf(request);
  const taken = takeSignature(parts);
  const where = taken?.where ?? 'query';
  let query = taken?.query ?? parts.query.text;
  let form = taken?.form ?? parts.form.text;
  // A stamp is replaced before anything is added behind it, while the pairs' places still fit.
  ({ query, form } = stamped(parts, { query, form }, where, how.nowMs));
  if (how.clientIds.length > 0) {
    const endpoint = endpointOf(request);
    const isGiven = (name: string) => (find(parts.query, name) ?? find(parts.form, name)) !== undefined;
    if (endpoint !== undefined)
      ({ query, form } = addIds(endpoint.name, { query, form }, where, { ids: how.clientIds, isGiven }));
  }
  const signature = signatureText(how.real, query + form);
  const end = `signature=${signature}`;
  if (where === 'query') query = withPair(query, end);
  else form = withPair(form, end);
  const body = form === '' ? request.body : Buffer.from(form, 'latin1');
  return {
    method: request.method,
    host: request.host,
    path: request.path,
    query: request.query === null && query === '' ? null : query,
    headers: headersUnder(request, how.real.apiKey, body.length),
    body,
  };
}

function stamped(
  parts: Parts,
  texts: { readonly query: string; readonly form: string },
  where: keyof Parts,
  nowMs: number,
): { query: string; form: string } {
  const inQuery = find(parts.query, 'timestamp');
  const pair = inQuery ?? find(parts.form, 'timestamp');
  const carrier = pair === undefined ? where : inQuery === undefined ? 'form' : 'query';
  const text = texts[carrier];
  const replaced =
    pair === undefined
      ? withPair(text, `timestamp=${String(nowMs)}`)
      : text.slice(0, pair.valueStart) + stamp(nowMs, pair.value.length === 16) + text.slice(pair.end);
  return { ...texts, [carrier]: replaced };
}

const stamp = (nowMs: number, inMicroseconds: boolean): string => `${String(nowMs)}${inMicroseconds ? '000' : ''}`;

function signatureText({ kind, key }: SigningKey, payload: string): string {
  if (kind === 'hmac') return macOf(key, payload).toString('hex');
  return encodeURIComponent(signatureOf(kind, key, payload).toString('base64'));
}

/** The second chooses the unit of times in answers (binance-spot-api-docs, rest-api.md, seen 2026-11). */
const goingOn = headersThatGoOn([keyHeader, 'x-mbx-time-unit']);

function headersUnder(request: RawRequest, apiKey: string, length: number): RawRequest['headers'] {
  const headers = goingOn(request.headers).map(([name, value]): readonly [string, string] => {
    if (name === 'content-length') return [name, String(length)];
    return name === keyHeader ? [name, apiKey] : [name, value];
  });
  return headerOf(request, keyHeader) === undefined ? [...headers, [keyHeader, apiKey]] : headers;
}

/** A public call: without the key, and without what a client signed although nothing asked for it. */
export function strip(request: RawRequest): RawRequest {
  const headers = goingOn(request.headers).filter(([name]) => name !== keyHeader);
  const { query } = partsOf(request);
  if (request.query === null || find(query, 'signature') === undefined) return { ...request, headers };
  const kept = query.pairs.filter(({ name }) => !signedOnly.has(name));
  return {
    ...request,
    headers,
    query: kept.length === 0 ? null : kept.map(({ start, end }) => query.text.slice(start, end)).join('&'),
  };
}

const signedOnly: ReadonlySet<string> = new Set(['signature', 'timestamp', 'recvWindow']);
