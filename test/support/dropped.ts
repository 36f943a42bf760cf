import { systemClock } from '../../core/base/clock';
import { systemRandomness } from '../../core/base/random';
import { createCredentials } from '../../core/credentials/store';
import { exchangeOf, fieldProblem } from '../../core/exchanges/catalogue/catalogue';
import { createKeychain } from '../../core/keychain/keychain';
import { createVault } from '../../core/vault/create-vault';
import { memoryKeychain } from './world';

/** BitMart was in ccxt up to 4.5.66, and is in no version since 4.5.74: a Keyhaven of that time had it in its catalogue. */
export const dropped = {
  exchange: 'bitmart',
  label: 'BitMart bot',
  purpose: 'spotBot',
  fields: {
    apiKey: 'kh-test-0badc0de0badc0de0badc0de',
    secret: 'kh-test-secret-of-an-exchange-that-went',
    password: 'kh-test-memo',
  },
} as const;

/** Puts a key of it into a vault that opens by a passphrase alone, as a Keyhaven did that still knew it. @returns its id */
export async function keepsDroppedKey(folder: string, passphrase: string): Promise<string> {
  const vault = createVault({
    folder,
    keychain: createKeychain({ port: memoryKeychain(), randomness: systemRandomness }),
    clock: systemClock,
    randomness: systemRandomness,
    holder: 'an older Keyhaven',
  });
  await vault.unlock({ passphrase });
  const okx = exchangeOf('okx');
  if (okx === undefined) throw new Error('no okx');
  const bitmart = { ...okx, id: dropped.exchange, name: 'BitMart', siblings: [] };
  const credentials = createCredentials({
    vault,
    clock: systemClock,
    randomness: systemRandomness,
    exchanges: { exchangeOf: (id) => (id === dropped.exchange ? bitmart : exchangeOf(id)), fieldProblem },
  });
  try {
    return await credentials.add(dropped);
  } finally {
    await vault.lock();
  }
}
