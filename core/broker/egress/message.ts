import type { RawRequest } from '../adapters/adapter';
import { EgressTrouble } from '../channel';
import { outgoing } from './headers';

const methodShape = /^[A-Z]+$/;
/** What Node lets through as a path: one byte a character, no space, no control character. */
const targetShape = /^\/[!-~\u0080-\u00ff]*$/;
const nameShape = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const valueShape = /^[\t -~\u0080-\u00ff]*$/;

/**
 * A request as it goes out, one byte a character where it is text. What could end a line early, and so become a header or
 * a request of its own, is found here. @throws EgressTrouble, nothing sent
 */
export function messageOf(request: RawRequest): Buffer | string {
  const { method, path, query, body } = request;
  const target = query === null ? path : `${path}?${query}`;
  if (!methodShape.test(method) || !targetShape.test(target)) throw new EgressTrouble('malformed', false);
  let head = `${method} ${target} HTTP/1.1\r\n`;
  for (const [name, value] of outgoing(request)) {
    if (!nameShape.test(name) || !valueShape.test(value)) throw new EgressTrouble('malformed', false);
    head += `${name}: ${value}\r\n`;
  }
  head += 'Connection: keep-alive\r\n\r\n';
  return body.length === 0 ? head : Buffer.concat([Buffer.from(head, 'latin1'), body]);
}
