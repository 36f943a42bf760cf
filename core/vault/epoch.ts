import type { Keychain } from '../keychain/keychain';
import { limits } from './limits';

/** One entry per vault; a number in decimal. It is no secret, but only the keychain remembers it when the file is exchanged. */
const epochEntry = (vaultId: string) => `vault/${vaultId}/epoch/1`;

/**
 * What the keychain knows of a vault's epoch. Where it does not answer, or has no entry yet, that is unknown and says
 * nothing against the file; a vault that opens with a passphrase alone has nobody to ask.
 */
export function createEpochs(keychain: Keychain) {
  async function known(vaultId: string): Promise<number | 'missing' | 'unknown'> {
    const answer = await keychain.read(epochEntry(vaultId));
    if (answer.state !== 'found') return answer.state === 'lost' ? 'missing' : 'unknown';
    const value = Number(answer.value);
    return /^(0|[1-9][0-9]{0,8})$/.test(answer.value) && value <= limits.counter ? value : 'unknown';
  }

  /** Best effort: a keychain that is behind is brought up at the next opening. */
  async function tell(vaultId: string, epoch: number): Promise<void> {
    await keychain.write(epochEntry(vaultId), String(epoch)).catch(() => undefined);
  }

  return {
    tell,
    /** The epoch that the keychain knows where it is above the file's; else null, and the keychain knows the file's from now on. */
    async above(vaultId: string, epoch: number): Promise<number | null> {
      const found = await known(vaultId);
      if (found === 'unknown' || found === epoch) return null;
      if (found !== 'missing' && found > epoch) return found;
      await tell(vaultId, epoch);
      return null;
    },
  };
}

export type Epochs = ReturnType<typeof createEpochs>;
