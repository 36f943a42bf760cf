import { KeychainTrouble } from '../../../core/contract/words';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { forgetEverything } from '../../lib/queries';

/** Opens the vault and reads everything anew; a trouble of the keychain is an answer here, not an error. @throws Refused */
export async function openVault(passphrase: string | undefined): Promise<KeychainTrouble | null> {
  try {
    await valueOf(keyhaven.vault.unlock(passphrase === undefined ? {} : { passphrase }));
  } catch (error) {
    const trouble = KeychainTrouble.safeParse(failureOf(error).code.replace('keychain.', ''));
    if (trouble.success) return trouble.data;
    throw error;
  }
  await forgetEverything();
  return null;
}
