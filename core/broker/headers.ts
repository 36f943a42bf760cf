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

const namesIn = (value: string): string[] => value.split(',').map((name) => name.trim().toLowerCase());
