/** Headers that belong to one connection and are never passed on (RFC 9110, 7.6.1). */
const ofTheConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

type Header = readonly [name: string, value: string];
type Headers = readonly Header[];

/** Without what belongs to the connection, also what a Connection header names. Names in lower case. */
export function passedOn(headers: Headers): Headers {
  const kept: Header[] = [];
  let named: string[] = [];
  for (const header of headers) {
    if (header[0] === 'connection') named = [...named, ...namesIn(header[1])];
    if (!ofTheConnection.has(header[0])) kept.push(header);
  }
  return named.length === 0 ? kept : kept.filter(([name]) => !named.includes(name));
}

/** What clients name in a Connection header; Java's offers HTTP/2 with the last two. */
const mayBeNamed = new Set(['', 'close', 'keep-alive', 'te', 'upgrade', 'http2-settings']);

/**
 * Whether a Connection header asks to drop headers that somebody decides by: the key, the demo account, the kind of the body.
 * What was decided on must be what is sent.
 */
export const dropsOthers = (headers: Headers): boolean =>
  headers.some(([name, value]) => name === 'connection' && namesIn(value).some((one) => !mayBeNamed.has(one)));

const namesIn = (value: string): string[] => value.split(',').map((name) => name.trim().toLowerCase());
