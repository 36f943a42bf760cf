import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../core/contract/contract';
import type { OpenMode } from '../../core/contract/words';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import { personAt } from '../support/person';
import { createTestWorld, type TestWorld } from '../support/world';

/** How a vault opens is changed through the facade: authorization, vault, keychain entries and audit log together. */

const passphrase = 'kh-test-passphrase of four words';
const newPassphrase = 'kh-test-passphrase of other words';
let world: TestWorld;
let keyhaven: Keyhaven;
let person: ReturnType<typeof personAt>;
let recoveryCode = '';

beforeEach(async () => {
  world = await createTestWorld();
  keyhaven = createKeyhaven(world);
  person = personAt(keyhaven.door('window'));
}, 120_000);
afterEach(async () => {
  await keyhaven.close();
  world.remove();
});

async function vaultOf(mode: OpenMode) {
  ({ recoveryCode } = await person.ask('vault.create', { mode, ...(mode !== 'keychain' && { passphrase }) }));
}
const authorized = (typed: string | undefined = passphrase) =>
  person.ask('authorization.give', { kind: 'change', ...(typed !== '' && { passphrase: typed }) });
const verified = () => person.ask('audit.verify', {});
const lines = async () =>
  (await person.ask('audit.list', { limit: 100 })).entries.map(({ action, outcome }) => `${action} ${outcome}`);
const opensWith = (copies: Output<'vault.copies'>) =>
  copies.map(({ opensWith: way, opensTodayToo }) => `${way}${opensTodayToo ? ', today’s too' : ''}`);

describe('changing the passphrase', () => {
  it('needs fresh authorization of its own kind, and the present passphrase', async () => {
    await vaultOf('passphrase');
    const change = { passphrase, newPassphrase };
    await person.ask('authorization.give', { kind: 'reveal', passphrase });
    expect(await person.refused('vault.changePassphrase', change)).toBe('authorization.needed');
    await authorized();
    expect(await person.refused('vault.changePassphrase', { ...change, passphrase: 'kh-test-wrong' })).toBe(
      'authorization.wrongPassphrase',
    );
    expect(await person.refused('vault.changePassphrase', { ...change, newPassphrase: 'short' })).toBe(
      'vault.passphraseWeak',
    );
    await person.ask('vault.changePassphrase', change);
    await person.ask('vault.lock', {});
    expect(await person.refused('vault.unlock', { passphrase })).toBe('authorization.wrongPassphrase');
    await person.ask('vault.unlock', { passphrase: newPassphrase });
    expect(await verified()).toMatchObject({ whole: true });
    expect(await lines()).toContain('vault.passphraseChanged done');
  });

  it('ends what was authorized before it', async () => {
    await vaultOf('passphrase');
    await authorized();
    await person.ask('vault.changePassphrase', { passphrase, newPassphrase });
    expect(await person.refused('vault.newRecoveryCode', {})).toBe('authorization.needed');
  });

  it('is no thing that a vault without one has', async () => {
    await vaultOf('keychain');
    await authorized('');
    expect(await person.refused('vault.changePassphrase', { passphrase, newPassphrase })).toBe('vault.noPassphrase');
  });
});

describe('changing the mode', () => {
  it('goes through all three, keeps a passphrase that is not changed, and says what old copies open with', async () => {
    await vaultOf('keychain');
    await authorized('');
    await person.ask('vault.changeMode', { mode: 'keychainAndPassphrase', newPassphrase: passphrase });
    await person.ask('vault.lock', {});
    expect(await person.refused('vault.unlock', {})).toBe('vault.passphraseNeeded');
    await person.ask('vault.unlock', { passphrase });
    await authorized();
    expect(await person.refused('vault.changeMode', { mode: 'passphrase' })).toBe('vault.passphraseNeeded');
    expect(await person.ask('vault.changeMode', { mode: 'passphrase', passphrase })).toMatchObject({
      state: 'open',
      mode: 'passphrase',
    });
    await person.ask('vault.lock', {});
    await person.ask('vault.unlock', { passphrase });
    await authorized();
    await person.ask('vault.changeMode', { mode: 'keychain', passphrase });
    await person.ask('vault.lock', {});
    expect(await person.ask('vault.unlock', {})).toMatchObject({ state: 'open', mode: 'keychain', frozen: null });
    expect(opensWith(await person.ask('vault.copies', {}))).toEqual([
      'passphrase, today’s too',
      'keychainAndPassphrase, today’s too',
      'keychain, today’s too',
    ]);
  });
});

describe('a new recovery code', () => {
  it('opens the vault, and the old one does not', async () => {
    await vaultOf('passphrase');
    await authorized();
    const made = await person.ask('vault.newRecoveryCode', {});
    expect(await person.ask('vault.status', {})).toMatchObject({ recoveryConfirmed: false });
    await person.ask('vault.lock', {});
    const recover = (code: string) => ({ code, mode: 'passphrase', passphrase: newPassphrase }) as const;
    expect(await person.refused('vault.recover', recover(recoveryCode))).toBe('vault.wrongRecoveryCode');
    await person.ask('vault.recover', recover(made.recoveryCode));
    expect(opensWith(await person.ask('vault.copies', {}))).toEqual([
      'passphrase, today’s too',
      'recoveryCode, today’s too',
    ]);
  });
});

describe('“it may have leaked”', () => {
  it('needs a new passphrase, and leaves the old way in nothing', async () => {
    await vaultOf('keychainAndPassphrase');
    await person.ask('practice.fill', {});
    await authorized();
    expect(await person.refused('vault.leaked', { newPassphrase })).toBe('vault.passphraseNeeded');
    expect(await person.refused('vault.leaked', { passphrase })).toBe('vault.passphraseNeeded');
    const made = await person.ask('vault.leaked', { passphrase, newPassphrase });
    expect(made.recoveryCode).not.toBe(recoveryCode);
    expect(await person.ask('credential.list', {})).toHaveLength(4);
    expect(opensWith(await person.ask('vault.copies', {}))).toEqual(['keychainAndPassphrase', 'recoveryCode']);
    await person.ask('vault.lock', {});
    expect(await person.refused('vault.unlock', { passphrase })).toBe('authorization.wrongPassphrase');
    await person.ask('vault.unlock', { passphrase: newPassphrase });
    const [{ id } = { id: '' }] = await person.ask('credential.list', {});
    await person.ask('credential.copy', { id, field: 'secret' });
    expect(world.clipboard.text.length).toBeGreaterThan(10);
  });

  it('lets the audit log go on under a new key, whole across the change, twice and after a restart', async () => {
    await vaultOf('keychain');
    for (let round = 0; round < 2; round += 1) {
      await authorized('');
      await person.ask('vault.leaked', {});
      expect(await verified()).toMatchObject({ whole: true, brokenAt: null });
    }
    await person.ask('vault.lock', {});
    await person.ask('vault.unlock', {});
    const { lines: count, whole } = await verified();
    expect(whole).toBe(true);
    expect((await lines()).filter((line) => line === 'vault.leaked done')).toHaveLength(2);

    // A line from under the first key that is changed is still seen.
    const path = join(world.home, 'audit.log');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"vault.created"', '"vault.creatad"'));
    expect(await verified()).toMatchObject({ whole: false, brokenAt: 1, lines: count });
    writeFileSync(path, text);
  });
});
