import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemRandomness } from '../../core/base/random';
import { instantOf } from '../../core/base/instants';
import { createKeychain } from '../../core/keychain/keychain';
import { createLedger } from '../../core/tokens/ledger/create-ledger';
import { createLedgerRoom } from '../../core/tokens/ledger/ledger-room';
import { createVault } from '../../core/vault/create-vault';
import type { BrokerHome } from './broker-home';
import { fileKeychain } from './orders';

/** From so many lines on a ledger is written anew. */
const compactedAtLines = 20_000;

const linesIn = (path: string) => readFileSync(path, 'latin1').split('\n').length;

/** Fills the ledger so far that the next lines make it be written anew. Nobody may serve meanwhile. */
export async function growLedger({ folder, keychainFile, now }: BrokerHome): Promise<void> {
  const missing = compactedAtLines - linesIn(join(folder, 'tokens.ledger'));
  if (missing < 0) return;
  const clock = { now: () => instantOf(now()), monotonicMs: () => performance.now() };
  const keychain = createKeychain({ port: fileKeychain(keychainFile), randomness: systemRandomness });
  const vault = createVault({ folder, keychain, clock, randomness: systemRandomness, holder: 'the test' });
  await vault.unlock({});
  const { key, head } = await createLedgerRoom(vault, systemRandomness).open();
  const never = Number.MAX_SAFE_INTEGER;
  const world = { folder, clock, key, head, compactAt: { bytes: never, lines: never } };
  const { ledger, trouble } = await createLedger(world);
  if (trouble !== null) throw new Error(`the ledger is ${trouble}`);
  await Promise.all(Array.from({ length: missing + 10 }, () => ledger.nonce('kh-test-credential', 0n)));
  await ledger.close();
  await vault.lock();
}
