import type { RawRequest } from '../adapters/adapter';
import { passedOn } from '../headers';

/** What speaks of the client's own connection to us, what we say anew, and what no exchange here asks for. */
const ours = new Set([
  ...['host', 'origin', 'content-length', 'accept-encoding', 'expect'],
  ...['cookie', 'authorization', 'forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'],
]);

const carriesBody = new Set(['POST', 'PUT', 'PATCH']);

/** The headers that go out, in the order received. Names in lower case. */
export function outgoing({ host, method, headers, body }: RawRequest): (readonly [name: string, value: string])[] {
  const kept = passedOn(headers).filter(([name]) => !ours.has(name) && !name.startsWith('sec-'));
  const length = body.length > 0 || carriesBody.has(method) ? [['content-length', String(body.length)] as const] : [];
  // Identity, so that an answer can be read and searched for what must not be in it.
  return [['host', host], ...kept, ['accept-encoding', 'identity'], ...length];
}
