import type { CallName, Input, Output } from '../../core/contract/contract';
import { createKeyhaven } from '../../core/keyhaven';
import { memoryClipboard, memoryKeychain } from '../support/world';
import { plainWorld } from '../support/plain-world';
import { tellPart } from './support/parts';
import { policyFor } from './support/policy';

/** A Keyhaven that serves one token, with all that stands between a bot and its exchange; only its keychain is in memory. */

const world = plainWorld({
  home: process.argv[2] ?? '',
  holder: 'a benchmark',
  keychain: memoryKeychain(),
  clipboard: memoryClipboard(),
});
const door = createKeyhaven({ ...world, app: { ...world.app, server: 'serve' } }).door('window');

async function call<O extends CallName>(operation: O, input: Input<O>): Promise<Output<O>> {
  const answer = await door.call(operation, input, { id: 'bench' });
  if (!answer.ok) throw new Error(`${operation}: ${answer.error.code}`);
  return answer.value as Output<O>;
}

await call('vault.create', { mode: 'keychain' });
const { ids } = await call('practice.fill', {});
const [credential = ''] = ids;
await call('authorization.give', { kind: 'issue', credential });
const { token, apiKey, secret } = await call('token.new', { credential, policy: policyFor('binance') });
tellPart({ port: Number(new URL(token.address).port), apiKey, secret });
