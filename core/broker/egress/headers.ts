import type { RawRequest } from '../adapters/adapter';
import { passedOn } from '../headers';

/** What speaks of the client's own connection to us, what we say anew, and what no exchange here asks for. */
const ours = new Set([
  ...['host', 'origin', 'content-length', 'accept-encoding', 'expect'],
  ...['cookie', 'authorization', 'forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'],
]);

const carriesBody = new Set(['POST', 'PUT', 'PATCH']);

/** The headers that go out, flat, in the order received. Names in lower case. */
export function outgoing({ host, method, headers, body }: RawRequest): string[] {
  const kept = passedOn(headers).filter(([name]) => !ours.has(name) && !name.startsWith('sec-'));
  const length = body.length > 0 || carriesBody.has(method) ? [['content-length', String(body.length)] as const] : [];
  // Identity, so that an answer can be read and searched for what must not be in it.
  return [['host', host] as const, ...kept, ['accept-encoding', 'identity'] as const, ...length].flat();
}

/** Pairs of Node's flat list, names in lower case. */
export function pairsOf(rawHeaders: readonly string[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    pairs.push([(rawHeaders[at] ?? '').toLowerCase(), rawHeaders[at + 1] ?? '']);
  }
  return pairs;
}
