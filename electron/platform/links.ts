import { shell } from 'electron';
import { trustedLink } from './trustedLink';

/** Opens an exchange's page in the person's browser. */
export function createLinkOpener(hosts: ReadonlySet<string>): (url: string) => Promise<void> {
  return (url) => shell.openExternal(trustedLink(url, hosts));
}
