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

type Headers = readonly (readonly [name: string, value: string])[];

/** Without what belongs to the connection, also what a Connection header names. Names in lower case. */
export function passedOn(headers: Headers): Headers {
  const named = headers.filter(([name]) => name === 'connection').flatMap(([, value]) => namesIn(value));
  return headers.filter(([name]) => !ofTheConnection.has(name) && !named.includes(name));
}

const namesIn = (value: string): string[] => value.split(',').map((name) => name.trim().toLowerCase());
