import { execFileSync } from 'node:child_process';
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { entriesIn } from '../../keychain/session';

/** As a keyring that was made anew: it works, and what was in it is not. */
export async function removeKeychainEntries(env: Record<string, string>): Promise<void> {
  for (const label of await entriesIn(env)) {
    const [service = '', ...account] = label.split('/');
    const script = `require('keytar').deletePassword(${JSON.stringify(service)}, ${JSON.stringify(account.join('/'))})`;
    execFileSync(process.execPath, ['-e', script], { env, cwd: inRoot() });
  }
}
