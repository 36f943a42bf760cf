import { fail } from '../base/failure';
import type { Randomness } from '../base/ports';
import type { KeychainTrouble, OpenMode } from '../contract/words';
import type { Keychain } from '../keychain/keychain';
import { encodeBase64 } from './base64';
import { randomBuffer, wipe } from './cipher';
import { preambleOf, type Header } from './header';
import { leastPassphrase } from './limits';
import type { UnlockAttempt } from './vault';
import { makeSlot, openSlot, rootBytes, rootEntry, rootOf, usesKeychain, usesPassphrase } from './slots';

/** How a vault shall open from now on. */
export interface OpenWay {
  readonly mode: OpenMode;
  readonly passphrase?: string | undefined;
}

export type MainSlots = ReturnType<typeof createMainSlots>;

type RootAnswer = { readonly state: 'found'; readonly root: Buffer } | { readonly state: KeychainTrouble };

/** The slot of the open mode, and the root key in the OS keychain where the mode has one. */
export function createMainSlots({ keychain, randomness }: { keychain: Keychain; randomness: Randomness }) {
  async function read({ vaultId, main }: Header, signal?: AbortSignal): Promise<RootAnswer> {
    const answer = await keychain.read(rootEntry(vaultId, main.generation), signal);
    if (answer.state !== 'found') return answer;
    const root = rootOf(answer.value, main, vaultId);
    return root === null ? { state: 'wrongEntry' } : { state: 'found', root };
  }

  return {
    /** @throws vault.passphraseNeeded, vault.passphraseWeak */
    check({ mode, passphrase }: OpenWay): void {
      if (!usesPassphrase(mode)) return;
      if (passphrase === undefined || passphrase === '') throw fail('vault.passphraseNeeded');
      // Characters as a person counts them, not UTF-16 units.
      if (Array.from(passphrase).length < leastPassphrase)
        throw fail('vault.passphraseWeak', { least: leastPassphrase });
    },

    /** Why the keychain does not give this vault's root key; null where it does or none is needed. */
    async trouble(header: Header): Promise<KeychainTrouble | null> {
      if (!usesKeychain(header.main.kind)) return null;
      const answer = await read(header);
      if (answer.state !== 'found') return answer.state;
      wipe(answer.root);
      return null;
    },

    /**
     * The data key, and the root key where the mode has one.
     * @throws vault.passphraseNeeded, authorization.wrongPassphrase, keychain.*, vault.corrupt
     */
    async open(
      header: Header,
      { passphrase, signal }: UnlockAttempt,
    ): Promise<{ dataKey: Buffer; root: Buffer | null }> {
      const { main, vaultId } = header;
      if (usesPassphrase(main.kind) && (passphrase === undefined || passphrase === ''))
        throw fail('vault.passphraseNeeded');
      let root: Buffer | null = null;
      if (usesKeychain(main.kind)) {
        const answer = await read(header, signal);
        if (answer.state !== 'found') throw fail(`keychain.${answer.state}`);
        root = answer.root;
      }
      const dataKey = await openSlot(main, vaultId, preambleOf(header), { passphrase, root: root ?? undefined });
      if (dataKey !== null) return { dataKey, root };
      wipe(root);
      // The keychain's part is known to fit, so where there is a passphrase, it is the passphrase that does not.
      throw usesPassphrase(main.kind)
        ? fail('authorization.wrongPassphrase')
        : fail('vault.corrupt', { where: 'a slot' });
    },

    /**
     * A new slot, and its root key in the keychain. The entry's name must be free: one that is there may be all that
     * opens a backup. @throws keychain.*
     */
    async make(
      { mode, passphrase }: OpenWay,
      made: { vaultId: string; preamble: string; dataKey: Buffer; generation: number },
    ): Promise<{ main: Header['main']; root: Buffer | null }> {
      if (!usesKeychain(mode)) {
        const slot = await makeSlot({ ...made, kind: mode }, { passphrase }, randomness);
        return { main: { ...slot, kind: mode }, root: null };
      }
      let { generation } = made;
      while ((await keychain.read(rootEntry(made.vaultId, generation))).state === 'found') generation += 1;
      const root = randomBuffer(randomness, rootBytes);
      const slot = await makeSlot({ ...made, kind: mode, generation }, { passphrase, root }, randomness);
      await keychain.write(rootEntry(made.vaultId, generation), encodeBase64(root));
      return { main: { ...slot, kind: mode }, root };
    },

    /** Takes a slot's root key out of the keychain. @throws keychain.* */
    forget: (vaultId: string, generation: number) => keychain.remove(rootEntry(vaultId, generation)),
  };
}
