import { fail } from '../../core/base/failure';

/**
 * The address as it was understood, written anew: what is checked is what is opened. `openExternal` would start any
 * program that a scheme is registered for.
 * @param hosts those of the catalogue's pages
 */
export function trustedLink(url: string, hosts: ReadonlySet<string>): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const plain = parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === '' && parsed.port === '';
  if (!parsed || !plain || !hosts.has(parsed.hostname)) throw fail('link.untrusted');
  return parsed.href;
}
