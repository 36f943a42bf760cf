import type { Randomness } from '../../base/ports';
import type { Keychain } from '../../keychain/keychain';
import { decodeBase64, encodeBase64 } from '../../vault/base64';
import { keyBytes, randomBuffer } from '../../vault/cipher';

export type KeyAnswer =
  | { readonly state: 'found'; readonly key: Buffer }
  /** The keychain works, and holds none or not one of ours. */
  | { readonly state: 'lost' }
  /** It does not answer, so nobody knows: never a reason to make another. */
  | { readonly state: 'unknown' };

const entryOf = (vaultId: string, number: number) => `vault/${vaultId}/reminders/${String(number)}`;

/** The keys of the reminder file, in the OS keychain. What was read once is kept, so that the system's dialogs stay away. */
export function createFileKeys({ keychain, randomness }: { keychain: Keychain; randomness: Randomness }) {
  const known = new Map<string, Buffer>();

  async function read(vaultId: string, number: number): Promise<KeyAnswer> {
    const name = entryOf(vaultId, number);
    const kept = known.get(name);
    if (kept !== undefined) return { state: 'found', key: kept };
    const answer = await keychain.read(name);
    if (answer.state !== 'found') return { state: answer.state === 'lost' ? 'lost' : 'unknown' };
    const key = decodeBase64(answer.value);
    if (key?.length !== keyBytes) return { state: 'lost' };
    known.set(name, key);
    return { state: 'found', key };
  }

  return {
    read,

    /** A key under a number that no entry has, from `first` on; null where the keychain does not say. @throws keychain.* */
    async make(vaultId: string, first: number): Promise<{ number: number; key: Buffer } | null> {
      for (let number = first; ; number += 1) {
        const answer = await keychain.read(entryOf(vaultId, number));
        if (answer.state === 'found') continue;
        if (answer.state !== 'lost') return null;
        const key = randomBuffer(randomness, keyBytes);
        await keychain.write(entryOf(vaultId, number), encodeBase64(key));
        known.set(entryOf(vaultId, number), key);
        return { number, key };
      }
    },

    /** Best effort: an entry that stays opens a file that is not there any more. */
    async forget(vaultId: string, number: number): Promise<void> {
      known.get(entryOf(vaultId, number))?.fill(0);
      known.delete(entryOf(vaultId, number));
      await keychain.remove(entryOf(vaultId, number)).catch(() => undefined);
    },
  };
}

export type FileKeys = ReturnType<typeof createFileKeys>;
