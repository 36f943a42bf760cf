import type { RawRequest, SignHow } from '../adapter';
import { headersThatGoOn } from '../kit/headers';
import { JsonObject, readStrictJson, type StrictJson } from '../kit/strict-json';
import { plainId } from './algo-ids';
import { endpointOf } from './requests';
import { keyHeader, passphraseHeader, signatureHeader, signatureOf, targetOf, timestampHeader } from './signature';

/** `expTime`: until when OKX may take the request; without it an order that is late would be placed (okx.com/docs-v5, 2026-06). */
const goingOn = headersThatGoOn([
  ...[keyHeader, signatureHeader, timestampHeader, passphraseHeader],
  ...['x-simulated-trading', 'exptime'],
]);

/** @throws RangeError for a key that OKX has not */
export function sign(request: RawRequest, { real, nowMs, clientIds }: SignHow): RawRequest {
  if (real.kind !== 'hmac' || real.passphrase === null)
    throw new RangeError('an OKX key signs with HMAC and has a passphrase');
  const body = withClientIds(request, clientIds);
  const timestamp = new Date(nowMs).toISOString();
  const signature = signatureOf(real.key, timestamp, request.method, targetOf(request), body);
  const ours = new Map([
    [keyHeader, real.apiKey],
    [signatureHeader, signature],
    [timestampHeader, timestamp],
    [passphraseHeader, real.passphrase],
  ]);
  if (body !== request.body) ours.set('content-length', String(body.length));
  const replaced = goingOn(request.headers).map(([name, value]) => [name, ours.get(name) ?? value] as const);
  // The broker's own requests come without any.
  const missing = [...ours].filter(
    ([name]) => name !== 'content-length' && !request.headers.some(([header]) => header === name),
  );
  return { ...request, body, headers: [...replaced, ...missing] };
}

/** A public call carries nothing that only a signed one needs: OKX would look for a key that it does not know. */
export function strip(request: RawRequest): RawRequest {
  return { ...request, headers: goingOn(request.headers).filter(([name]) => !name.startsWith('ok-access-')) };
}

/** Where the objects of a request name their client order id. */
const idNames = {
  'POST /api/v5/trade/order': 'clOrdId',
  'POST /api/v5/trade/batch-orders': 'clOrdId',
  'POST /api/v5/trade/close-position': 'clOrdId',
  'POST /api/v5/trade/order-algo': 'algoClOrdId',
} as const satisfies Readonly<Record<string, string>>;
type IdName = (typeof idNames)[keyof typeof idNames];

const idNameOf = (endpoint: string): IdName | undefined =>
  Object.hasOwn(idNames, endpoint) ? idNames[endpoint as keyof typeof idNames] : undefined;

/** The same bytes, with an id in every order that has none. `read` has taken the body as plain text without escapes. */
function withClientIds(request: RawRequest, clientIds: readonly string[]): Buffer {
  const idName = idNameOf(endpointOf(request));
  if (idName === undefined) return request.body;
  const text = request.body.toString('latin1');
  if (everyOrderHasId(text, idName)) return request.body;
  const orders = ordersIn(readStrictJson(text));
  const pieces: string[] = [];
  let done = 0;
  orders.forEach((order, index) => {
    if (hasClientId(order, idName)) return;
    const id = clientIds[index];
    if (id === undefined) throw new RangeError('an order without a client id, and none for it');
    const empty = emptyClientIds[idName].exec(text.slice(done, order.end));
    const from = empty === null ? order.end : done + empty.index;
    pieces.push(text.slice(done, from), `${empty === null ? ',' : ''}"${idName}":"${plainId(id)}"`);
    done = empty === null ? from : from + empty[0].length;
  });
  return pieces.length === 0 ? request.body : Buffer.from(pieces.join('') + text.slice(done), 'latin1');
}

/** A member, as only a key is followed by a colon, and no string here has a quote in it. */
const emptyClientIds = {
  clOrdId: /"clOrdId"[\t\n\r ]*:[\t\n\r ]*(?:""|null)/,
  algoClOrdId: /"algoClOrdId"[\t\n\r ]*:[\t\n\r ]*(?:""|null)/,
} as const satisfies Record<IdName, RegExp>;

/**
 * Without reading the JSON once more: as many filled ids as opening braces, and no order has two. A brace in a string makes
 * the counts differ, and then it is read.
 */
function everyOrderHasId(text: string, idName: IdName): boolean {
  return text.split(`"${idName}":"`).length === text.split('{').length && !text.includes(`"${idName}":""`);
}

function ordersIn(body: StrictJson | undefined): readonly JsonObject[] {
  const items: readonly (StrictJson | undefined)[] = Array.isArray(body) ? (body as readonly StrictJson[]) : [body];
  return items.filter((item) => item instanceof JsonObject);
}

function hasClientId({ members }: JsonObject, idName: IdName): boolean {
  const id = members.get(idName);
  return id !== undefined && id !== null && id !== '';
}
