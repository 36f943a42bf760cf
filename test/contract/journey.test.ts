import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import { personAt } from '../support/person';
import { createTestWorld, type TestWorld } from '../support/world';

/** The whole journey through the facade: real vault, audit log, worker, ccxt and practice exchange; only keychain and clipboard are in memory. */

const passphrase = 'kh-test-passphrase of four words';
let world: TestWorld;
let keyhaven: Keyhaven;
let person: ReturnType<typeof personAt>;
let recoveryCode = '';

beforeAll(async () => {
  world = await createTestWorld();
  keyhaven = createKeyhaven(world);
  person = personAt(keyhaven.door('window'));
}, 120_000);

afterAll(async () => {
  await keyhaven.close();
  world.remove();
});

const byLabel = async (part: string) => {
  const row = (await person.ask('credential.list', {})).find(({ label }) => label.includes(part));
  if (row === undefined) throw new Error(`no key is called ${part}`);
  return person.ask('credential.get', { id: row.id });
};

describe('one journey', () => {
  it('begins with no vault, and makes one that opens with keychain and passphrase', async () => {
    expect(await person.ask('vault.status', {})).toMatchObject({ state: 'none', mode: null });
    ({ recoveryCode } = await person.ask('vault.create', { mode: 'keychainAndPassphrase', passphrase }));
    expect(await person.ask('vault.status', {})).toMatchObject({
      state: 'open',
      credentials: 0,
      recoveryConfirmed: false,
    });
  });

  it('confirms the recovery code, and not another one', async () => {
    const other = recoveryCode.replaceAll(/[0-9A-Z]/g, '0');
    expect(await person.refused('vault.confirmRecovery', { code: other })).toBe('vault.wrongRecoveryCode');
    await person.ask('vault.confirmRecovery', { code: recoveryCode.toLowerCase().replaceAll('-', ' ') });
    expect(await person.ask('vault.status', {})).toMatchObject({ recoveryConfirmed: true });
  });

  it('fills the vault from the practice exchange with one button, and not twice', async () => {
    const { ids } = await person.ask('practice.fill', {});
    expect(ids).toHaveLength(4);
    expect((await person.ask('practice.fill', {})).ids).toEqual(ids);
    expect(await person.ask('credential.list', {})).toHaveLength(4);
  });

  it('tests all with progress, and finds what is wrong with each', async () => {
    const { end, value, items } = await person.run('credential.test', {});
    expect({ end, value }).toEqual({ end: 'done', value: { works: 4, fails: 0, cancelled: 0 } });
    expect(items.filter(({ state }) => state === 'running')).toHaveLength(4);

    const rows = await person.ask('credential.list', {});
    const found = await Promise.all(rows.map(({ id }) => person.ask('credential.get', { id })));
    const kindsOf = (style: string, holds: (rights: NonNullable<(typeof found)[0]['rights']>) => boolean) =>
      found
        .filter(({ exchange, rights }) => exchange === style && rights !== null && holds(rights))
        .map(({ findings }) => findings.map(({ kind }) => kind));

    const healthy = found.filter(({ exchange, ip }) => exchange === 'practice:binance' && ip?.state === 'restricted');
    expect(healthy).toHaveLength(1);
    expect(healthy[0]?.findings).toEqual([]);
    expect(kindsOf('practice:okx', ({ withdraw }) => withdraw === 'yes')).toEqual([
      expect.arrayContaining(['canWithdraw']),
    ]);
    expect(kindsOf('practice:okx', ({ withdraw }) => withdraw === 'no')).toEqual([
      expect.arrayContaining(['noIpList']),
    ]);
    const lapsing = found.filter(({ tradingLapses }) => tradingLapses !== null);
    expect(lapsing.map(({ findings }) => findings.map(({ kind }) => kind))).toEqual([
      expect.arrayContaining(['tradingLapsesSoon']),
    ]);
  });

  it('says what a misbehaving exchange means, and keeps the last report beside it', async () => {
    await person.ask('practice.fault', { fault: 'html' });
    const { value } = await person.run('credential.test', {});
    expect(value).toMatchObject({ fails: 4 });
    const [row] = await person.ask('credential.list', {});
    const detail = await person.ask('credential.get', { id: row?.id ?? '' });
    expect(detail).toMatchObject({ state: 'fails', diagnosis: { code: 'notTheExchange' } });
    expect(detail.report).not.toBeNull();
    await person.ask('practice.fault', { fault: 'none' });
  });

  it('cancels half way and keeps what is finished', async () => {
    await person.ask('practice.fault', { fault: 'slow' });
    const { end } = await person.run('credential.test', {}, ({ state }, cancel) => {
      if (state === 'running') cancel();
    });
    expect(end).toBe('cancelled');
    await person.ask('practice.fault', { fault: 'none' });
  });

  it('copies in the window at once, and reveals only after a fresh authorization', async () => {
    const { id, fields } = await byLabel('');
    expect(fields.map(({ name }) => name)).toContain('secret');
    await person.ask('credential.copy', { id, field: 'secret' });
    expect(world.clipboard.text).toHaveLength(64);

    expect(await person.refused('credential.reveal', { id, field: 'secret' })).toBe('authorization.needed');
    expect(await person.refused('authorization.give', { kind: 'reveal', passphrase: 'not the passphrase' })).toBe(
      'authorization.wrongPassphrase',
    );
    await person.ask('authorization.give', { kind: 'reveal', passphrase });
    expect(await person.ask('credential.reveal', { id, field: 'secret' })).toMatchObject({
      value: world.clipboard.text,
    });
    const another = personAt(keyhaven.door('window'), 'another window');
    expect(await another.refused('credential.reveal', { id, field: 'secret' })).toBe('authorization.needed');
  });

  it('understands a paste without showing it, and stores it without the window having seen it', async () => {
    const apiKey = 'khTest'.padEnd(64, 'A');
    const secret = 'khTest'.padEnd(64, 'B');
    world.clipboard.text = `BINANCE_API_KEY=${apiKey}\nBINANCE_SECRET_KEY=${secret}\n`;
    const preview = await person.ask('intake.readClipboard', {});
    expect(preview).toMatchObject({ source: 'env', exchange: 'binance' });
    expect(JSON.stringify(preview)).not.toContain(secret);
    const input = {
      exchange: 'binance',
      label: 'pasted',
      purpose: 'tracker',
      fields: {},
      draft: preview.draft,
    } as const;
    const { id } = await person.ask('credential.add', input);
    expect(await person.refused('credential.add', input)).toBe('intake.draftGone');
    await person.ask('credential.copy', { id, field: 'secret' });
    expect(world.clipboard.text).toBe(secret);
  });

  it('clears the clipboard and forgets everything at the lock', async () => {
    await person.ask('vault.lock', {});
    expect(world.clipboard.text).toBe('');
    expect(await person.refused('credential.list', {})).toBe('vault.locked');
    expect(await person.refused('vault.unlock', {})).toBe('vault.passphraseNeeded');
    await person.ask('vault.unlock', { passphrase });
    expect(await person.ask('credential.list', {})).toHaveLength(5);
  });

  it('is all there after a restart, with every step in a log that is whole', async () => {
    await keyhaven.close();
    keyhaven = createKeyhaven(world);
    person = personAt(keyhaven.door('window'));
    await person.ask('vault.unlock', { passphrase });
    expect(await person.ask('credential.list', {})).toHaveLength(5);
    expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true, brokenAt: null });
    const { entries } = await person.ask('audit.list', { limit: 1000 });
    const actions = new Set(entries.map(({ action }) => action));
    for (const action of [
      'vault.created',
      'vault.recoveryConfirmed',
      'practice.filled',
      'credential.tested',
      'credential.copied',
      'credential.revealed',
      'authorization.given',
      'credential.added',
      'vault.locked',
      'vault.unlocked',
    ]) {
      expect(actions).toContain(action);
    }
  });

  it('opens with the recovery code when the keychain entry is lost, and never makes a new key over the vault', async () => {
    await person.ask('vault.lock', {});
    world.keychain.entries.clear();
    expect(await person.refused('vault.unlock', { passphrase })).toBe('keychain.lost');
    expect(await person.ask('vault.status', {})).toMatchObject({ state: 'locked', trouble: 'lost' });
    expect(world.keychain.entries.size).toBe(0);
    await person.ask('vault.recover', { code: recoveryCode, mode: 'keychainAndPassphrase', passphrase });
    expect(await person.ask('credential.list', {})).toHaveLength(5);
    await person.ask('vault.lock', {});
    await person.ask('vault.unlock', { passphrase });
    expect(await person.ask('audit.verify', {})).toMatchObject({ whole: true });
  });

  it('left no secret in clear in any file of the data folder', async () => {
    const secrets = [passphrase, recoveryCode, recoveryCode.replaceAll('-', ''), 'khTest'.padEnd(64, 'B')];
    const files = readdirSync(world.home, { recursive: true, encoding: 'utf8' }).map((name) => join(world.home, name));
    const texts = files
      .filter((file) => statSync(file).isFile())
      .map((file) => [file, readFileSync(file, 'latin1')] as const);
    expect(texts.length).toBeGreaterThan(2);
    for (const [file, text] of texts) {
      for (const secret of secrets) expect(text.includes(secret), file).toBe(false);
    }
  });
});
