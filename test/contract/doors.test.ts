import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, operationsFor, type OperationName } from '../../core/contract/contract';
import { firstLockSettings } from '../../core/contract/lock';
import type { Audience, Operation } from '../../core/contract/operation';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import { createTestWorld, type TestWorld } from '../support/world';

const doors: readonly Audience[] = ['window', 'terminal'];
const names = Object.keys(contract) as OperationName[];
const caller = { id: 'test' };
const id = '0'.repeat(26);

/** One valid input per operation, so that what is refused is refused for the reason under test. */
const valid: Readonly<Record<OperationName, unknown>> = {
  'vault.status': {},
  'vault.probeKeychain': {},
  'vault.create': { mode: 'keychain' },
  'vault.confirmRecovery': { code: '0000-0000-0000-0000-0000-0000-0000-0000' },
  'vault.unlock': {},
  'vault.cancelUnlock': {},
  'vault.recover': { code: '0000-0000-0000-0000-0000-0000-0000-0000', mode: 'keychain' },
  'vault.changePassphrase': { passphrase: 'x', newPassphrase: 'x' },
  'vault.changeMode': { mode: 'keychain' },
  'vault.newRecoveryCode': {},
  'vault.leaked': {},
  'vault.copies': {},
  'vault.lock': {},
  'lock.settings': {},
  'lock.set': firstLockSettings,
  'authorization.give': { kind: 'copy' },
  'authorization.method': {},
  'approval.list': {},
  'approval.answer': { id, allow: false },
  'credential.list': {},
  'credential.get': { id },
  'credential.add': { exchange: 'binance', label: 'x', purpose: 'tracker', fields: {} },
  'credential.edit': { id, label: 'x' },
  'credential.remove': { id },
  'credential.bin': {},
  'credential.restore': { id },
  'credential.wipe': { id },
  'credential.test': { ids: [id] },
  'credential.tryAs': { id, exchange: 'myokx' },
  'credential.copy': { id, field: 'secret' },
  'credential.reveal': { id, field: 'secret' },
  'intake.readText': { text: 'x' },
  'intake.readClipboard': {},
  'health.get': {},
  'health.answerSecondFactor': { exchange: 'binance', answer: 'on' },
  'finding.mute': { credential: id, kind: 'old', reason: 'x', until: '2027-01-31T00:00:00.000Z' },
  'finding.unmute': { credential: id, kind: 'old' },
  'rotation.due': {},
  'rotation.policies': {},
  'rotation.setPolicy': { every: 30 },
  'rotation.shorten': { every: 30 },
  'rotation.allowKeepAlive': { credential: id, allowed: true },
  'rotation.keepAlive': { credential: id },
  'rotation.calendar': {},
  'rotation.saveCalendar': {},
  'exchange.list': {},
  'practice.status': {},
  'practice.start': {},
  'practice.stop': {},
  'practice.fill': {},
  'practice.addKey': { exchange: 'practice:kraken' },
  'practice.fault': { fault: 'none' },
  'policy.read': { text: 'on binance' },
  'token.new': { credential: id, policy: 'on binance' },
  'token.reissue': { id },
  'token.list': {},
  'token.get': { id },
  'token.watch': {},
  'token.pause': { id },
  'token.resume': { id },
  'token.freeze': { id },
  'token.thaw': { id },
  'token.revoke': { id },
  'token.renew': { id },
  'token.stopAll': {},
  'audit.list': { limit: 1 },
  'audit.verify': {},
  'audit.export': { format: 'jsonl' },
  'audit.beginExport': { format: 'jsonl' },
  'audit.page': { file: 0, at: 0 },
  'app.info': {},
  'app.acknowledgeRuntime': { typed: 'x' },
  'app.setPreferences': { appearance: 'dark' },
  'app.changes': {},
  'app.stop': {},
  'link.open': { credential: id },
  'rotation.start': { ids: ['0'.repeat(26)] },
  'rotation.list': {},
  'rotation.get': { id: '0'.repeat(26) },
  'rotation.pasted': { id: '0'.repeat(26), revision: 1, fields: {} },
  'rotation.test': { ids: ['0'.repeat(26)] },
  'rotation.compare': { id: '0'.repeat(26), revision: 1 },
  'rotation.switch': { id: '0'.repeat(26), revision: 1 },
  'rotation.undo': { id: '0'.repeat(26), revision: 1 },
  'rotation.oldDeleted': { id: '0'.repeat(26), revision: 1 },
  'rotation.prove': { ids: ['0'.repeat(26)] },
  'rotation.finish': { id: '0'.repeat(26), revision: 1 },
  'rotation.practiceNew': { id: '0'.repeat(26), revision: 1 },
  'rotation.practiceDelete': { id: '0'.repeat(26), revision: 1 },
  'rotation.cancel': { id: '0'.repeat(26), revision: 1 },
  'job.cancel': { jobId: id },
};

let world: TestWorld;
let keyhaven: Keyhaven;

beforeAll(async () => {
  world = await createTestWorld();
  keyhaven = createKeyhaven(world);
}, 120_000);

afterAll(async () => {
  await keyhaven.close();
  world.remove();
});

const errorOf = async (door: Audience, name: string, input: unknown) => {
  const answer = await keyhaven.door(door).call(name, input, caller);
  return answer.ok ? null : answer.error.code;
};

describe.each(doors)('the door of the %s', (door) => {
  const served = operationsFor(door);

  it.each(names.filter((name) => !served.includes(name)))('is closed for %s', async (name) => {
    expect(await errorOf(door, name, valid[name])).toBe('argument.invalid');
  });

  it.each(served)('refuses a stranger field in %s', async (name) => {
    expect(await errorOf(door, name, { ...(valid[name] as object), stranger: 1 })).toBe('argument.invalid');
  });

  it.each([undefined, null, 'text', 7, [], { __proto__: null, a: 1 }])(
    'refuses %j where an object is wanted',
    async (input) => {
      for (const name of served) expect(await errorOf(door, name, input)).toBe('argument.invalid');
    },
  );

  const closed = served.filter((name) => (contract[name] as Operation).audience[door] !== 'nothing');
  it.each(closed)('answers %s with vault.locked before there is an open vault', async (name) => {
    expect(await errorOf(door, name, valid[name])).toBe('vault.locked');
  });

  it.each(['constructor', '__proto__', 'toString', 'vault', 'vault.status ', ''])(
    'knows no operation %j',
    async (name) => {
      expect(await errorOf(door, name, {})).toBe('argument.invalid');
    },
  );
});
