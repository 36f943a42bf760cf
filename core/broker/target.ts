/** Where a request shall go, as its client wrote it. */
export interface Target {
  /** From the adapter's table; null for a bare path, whose host the adapter knows. */
  readonly host: string | null;
  /** Begins with `/`; canonical, nothing decoded. */
  readonly path: string;
  /** Without `?`; null where there was no `?`. As received, nothing decoded. */
  readonly query: string | null;
  /** The whole request target as received, which some clients sign. */
  readonly seenTarget: string;
}

/** `host`: not https, or not to a host of this exchange. `path`: not canonical, or not understood. */
export type TargetFault = { readonly fault: 'host' | 'path' };

const prefix = '/x/';
/** What `encodeURIComponent` and Python's `quote` leave as it is, and escapes: a whole URL encoded once has nothing else. */
const encodedOnce = /^https%3A%2F%2F(?:[A-Za-z0-9\-_.!~*'()]|%[0-9A-Fa-f]{2})*$/i;
const absolute = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i;

/** What may stand in a path as it is (RFC 3986), without `;`, behind which some servers hide parameters of a segment. */
const pathShape = /^\/(?:[A-Za-z0-9\-._~!$&'()*+,=:@/]|%[0-9A-Fa-f]{2})*$/;
/**
 * Escapes of what needs none, and of what changes the path when it is decoded once more: dots, slashes, backslashes, `;`,
 * `?`, `#`, `%`, control characters.
 */
const trick = /%(?:2[DEF5]|3[0-9BF]|4[1-9A-F]|5[0-9ACF]|6[1-9A-F]|7[0-9AEF]|23|[01][0-9A-F])/i;
/** Printable ASCII but `#`. Odd characters stand in queries of honest clients, some of which escape nothing. */
const queryShape = /^[!"$-~]*$/;

/**
 * Reads a request target in the forms that clients use: the exchange's own path, and `/x/` with the whole URL behind it,
 * raw or percent-encoded once. `hosts`: the only ones that a URL may name.
 */
export function targetOf(seenTarget: string, hosts: readonly string[]): Target | TargetFault {
  if (!seenTarget.startsWith(prefix)) return withPath(null, seenTarget, seenTarget);
  const url = decodedOnce(seenTarget.slice(prefix.length));
  const [, scheme, host, rest] = absolute.exec(url) ?? [];
  if (scheme === undefined || host === undefined || rest === undefined) return { fault: 'path' };
  if (scheme !== 'https' || !hosts.includes(host)) return { fault: 'host' };
  return withPath(host, rest, seenTarget);
}

/** Decoded exactly once, so that what the client itself escaped stays escaped. A raw URL is left as it is. */
function decodedOnce(url: string): string {
  if (!encodedOnce.test(url)) return url;
  return url.replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function withPath(host: string | null, rest: string, seenTarget: string): Target | TargetFault {
  const at = rest.indexOf('?');
  const path = at < 0 ? rest : rest.slice(0, at);
  const query = at < 0 ? null : rest.slice(at + 1);
  if (!isCanonical(path) || (query !== null && !queryShape.test(query))) return { fault: 'path' };
  return { host, path, query, seenTarget };
}

function isCanonical(path: string): boolean {
  if (!pathShape.test(path) || trick.test(path) || path.includes('//')) return false;
  return !path.split('/').some((segment) => segment === '.' || segment === '..');
}
