/**
 * Variables that weaken TLS, write its keys to a file, load code into Node, or lead requests elsewhere; compared in lower
 * case, because proxies are written in either.
 */
const dangerous = new Set([
  'node_tls_reject_unauthorized',
  'node_options',
  'node_use_env_proxy',
  'sslkeylogfile',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'ftp_proxy',
  'no_proxy',
]);

/** Takes them out of `environment`, for this process from now on and for its children; answers the names it found. */
export function scrubEnvironment(environment: Record<string, string | undefined>): string[] {
  const found = Object.keys(environment).filter((name) => dangerous.has(name.toLowerCase()));
  // Removed by name, not set to undefined: process.env would hold the word "undefined".
  for (const name of found) Reflect.deleteProperty(environment, name);
  return found;
}
