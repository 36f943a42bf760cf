import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemRandomness } from '../base/random';
import { openModes, type OpenMode } from '../contract/words';
import { codeOf, createHome, passphrase, secretBytes, textOf, type Home } from './vault.fixture';

const purpose = 'test';
let home: Home;
beforeEach(() => {
  home = createHome();
});
afterEach(() => {
  home.remove();
});

const how = (mode: OpenMode) => (mode === 'keychain' ? { mode } : { mode, passphrase });
const factors = (mode: OpenMode) => (mode === 'keychain' ? {} : { passphrase });

const rootEntries = () => [...home.port.entries.keys()].filter((name) => name.includes('/root/'));

/** A vault in keychain mode with one secret, saved twice, so that three generations are there, and locked. */
async function savedTwice() {
  const vault = home.vault();
  const { recoveryCode } = await vault.create({ mode: 'keychain' });
  await vault.save({
    rooms: { credentials: ['one'] },
    putSecrets: [{ id: 'one', purpose, plain: secretBytes('one') }],
  });
  await vault.save({ rooms: { credentials: ['one', 'two'] } });
  await vault.lock();
  return { recoveryCode };
}

describe.each(openModes)('a vault that opens with %s', (mode) => {
  it('gives back what was saved after it was locked and opened again', async () => {
    const vault = home.vault();
    expect(await vault.status()).toMatchObject({ state: 'none', mode: null });
    await vault.create(how(mode));
    await vault.save({
      rooms: { credentials: { list: [1, 'é', null] }, settings: { a: 1 } },
      putSecrets: [{ id: 'one', purpose, plain: secretBytes('one') }],
    });
    await vault.lock();
    expect(await codeOf(() => vault.room('credentials'))).toBe('vault.locked');
    expect(await codeOf(vault.secret('one', purpose))).toBe('vault.locked');
    expect(await vault.status({ probeKeychain: true })).toMatchObject({ state: 'locked', mode, trouble: null });

    const again = home.vault();
    await again.unlock(factors(mode));
    expect(again.room('credentials')).toEqual({ list: [1, 'é', null] });
    expect(again.room('grants')).toBeUndefined();
    expect(textOf(await again.secret('one', purpose))).toBe('kh-test-one');
    expect(await again.status()).toMatchObject({ state: 'open', mode, fellBack: false, recoveryConfirmed: false });
    await again.lock();
  });

  it('opens with its recovery code, and from then on as it was set anew', async () => {
    const vault = home.vault();
    const { recoveryCode } = await vault.create(how(mode));
    await vault.save({ putSecrets: [{ id: 'one', purpose, plain: secretBytes('one') }] });
    await vault.lock();
    home.port.entries.clear();

    await vault.recover({
      code: recoveryCode.toLowerCase().replaceAll('-', ' '),
      mode: 'passphrase',
      passphrase: 'kh-test-another',
    });
    expect(textOf(await vault.secret('one', purpose))).toBe('kh-test-one');
    expect(await vault.status()).toMatchObject({ mode: 'passphrase', recoveryConfirmed: true });
    await vault.lock();
    expect(await codeOf(vault.unlock({ passphrase }))).toBe('authorization.wrongPassphrase');
    await vault.unlock({ passphrase: 'kh-test-another' });
    await vault.lock();
  });
});

describe('creating a vault', () => {
  it('shows a code of eight groups of four, which confirms itself and no other does', async () => {
    const vault = home.vault();
    const { recoveryCode } = await vault.create({ mode: 'keychain' });
    expect(recoveryCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    const wrong = recoveryCode.startsWith('7') ? recoveryCode.replace('7', '8') : recoveryCode.replace(/^./, '7');
    expect(await codeOf(vault.confirmRecovery(wrong))).toBe('vault.wrongRecoveryCode');
    expect(await codeOf(vault.confirmRecovery('a pasted essay'))).toBe('vault.wrongRecoveryCode');
    expect((await vault.status()).recoveryConfirmed).toBe(false);
    await vault.confirmRecovery(` ${recoveryCode.replaceAll('0', 'o').replaceAll('1', 'l')} `);
    expect((await vault.status()).recoveryConfirmed).toBe(true);
    await vault.lock();
  });

  it('never happens over a vault, nor over the rests of one', async () => {
    await savedTwice();
    const before = home.bytes('newest');
    expect(await codeOf(home.vault().create({ mode: 'keychain' }))).toBe('vault.exists');
    renameSync(home.pathOf('newest'), `${home.pathOf('newest')}.moved`);
    expect(await codeOf(home.vault().create({ mode: 'keychain' }))).toBe('vault.exists');
    for (const generation of ['previous', 'hour'] as const)
      renameSync(home.pathOf(generation), `${home.pathOf(generation)}.moved`);
    home.write('newest', '');
    expect(await codeOf(home.vault().create({ mode: 'keychain' }))).toBe('vault.exists');
    expect(await codeOf(home.vault().unlock({}))).toBe('vault.corrupt');
    renameSync(`${home.pathOf('newest')}.moved`, home.pathOf('newest'));
    expect(home.bytes('newest').equals(before)).toBe(true);
  });

  it('asks for a passphrase where the mode has one, and for a long one', async () => {
    const vault = home.vault();
    expect(await codeOf(vault.create({ mode: 'passphrase' }))).toBe('vault.passphraseNeeded');
    expect(await codeOf(vault.create({ mode: 'keychainAndPassphrase', passphrase: 'kh-test' }))).toBe(
      'vault.passphraseWeak',
    );
    expect(existsSync(home.folder)).toBe(false);
  });

  it('leaves nothing behind when the keychain does not take the root key', async () => {
    home.port.state = 'locked';
    const vault = home.vault();
    expect(await codeOf(vault.create({ mode: 'keychain' }))).toBe('keychain.locked');
    expect(readdirSync(home.folder)).toEqual([]);
    home.port.state = 'works';
    await vault.create({ mode: 'keychain' });
    await vault.lock();
  });

  it('makes folder and files for their owner alone, whatever the umask', async () => {
    const before = process.umask(0o777);
    try {
      await savedTwice();
    } finally {
      process.umask(before);
    }
    expect(statSync(home.folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(home.folder)) expect(statSync(join(home.folder, name)).mode & 0o777).toBe(0o600);
  });

  it('touches the keychain in no way when it opens with a passphrase alone', async () => {
    home.port.state = 'noService';
    const vault = home.vault();
    await vault.create({ mode: 'passphrase', passphrase });
    await vault.lock();
    await vault.unlock({ passphrase });
    await vault.lock();
    expect(home.port.entries.size).toBe(0);
  });
});

describe('opening', () => {
  it('tells a wrong passphrase from a wrong keychain entry', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychainAndPassphrase', passphrase });
    expect(await vault.checkPassphrase(passphrase)).toBe(true);
    expect(await vault.checkPassphrase('kh-test-wrong-one')).toBe(false);
    await vault.lock();
    expect(await codeOf(vault.unlock({}))).toBe('vault.passphraseNeeded');
    expect(await codeOf(vault.unlock({ passphrase: 'kh-test-wrong-one' }))).toBe('authorization.wrongPassphrase');
    const [name = ''] = home.port.entries.keys();
    home.port.entries.set(name, Buffer.alloc(32, 7).toString('base64'));
    expect(await codeOf(vault.unlock({ passphrase }))).toBe('keychain.wrongEntry');
    expect((await vault.status({ probeKeychain: true })).trouble).toBe('wrongEntry');
  });

  it('takes a passphrase in either Unicode form', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'passphrase', passphrase: 'kh-test-caf\u00e9-creme' });
    await vault.lock();
    await vault.unlock({ passphrase: 'kh-test-cafe\u0301-creme' });
    await vault.lock();
  });

  it.each([
    ['locked', 'keychain.locked'],
    ['noService', 'keychain.noService'],
  ] as const)('never makes a root key over a vault whose keychain is in the state %s', async (state, code) => {
    await savedTwice();
    const entries = new Map(home.port.entries);
    const before = home.bytes('newest');
    home.port.state = state;
    expect(await codeOf(home.vault().unlock({}))).toBe(code);
    expect((await home.vault().status({ probeKeychain: true })).trouble).toBe(state);
    expect(home.port.entries).toEqual(entries);
    expect(home.bytes('newest').equals(before)).toBe(true);
  });

  it('says that the entry is lost, and makes no other', async () => {
    await savedTwice();
    home.port.entries.clear();
    expect(await codeOf(home.vault().unlock({}))).toBe('keychain.lost');
    expect(home.port.entries.size).toBe(0);
  });

  it('that was given up opens nothing when the keychain answers later, and is in nobody’s way', async () => {
    await savedTwice();
    const get = home.port.get.bind(home.port);
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    home.port.get = async (name) => (await answered, get(name));
    const vault = home.vault();
    const waiting = new AbortController();
    const unlocking = codeOf(vault.unlock({ signal: waiting.signal }));
    waiting.abort();
    expect(await unlocking).toBe('keychain.cancelled');
    const other = home.vault();
    answer();
    await other.unlock({});
    expect((await vault.status()).state).toBe('locked');
    await other.lock();
  });

  it('can be given up while the keychain is asked for the file’s age, too', async () => {
    await savedTwice();
    const get = home.port.get.bind(home.port);
    const waiting = new AbortController();
    home.port.get = async (name) => {
      if (!name.includes('/epoch/')) return get(name);
      waiting.abort();
      return new Promise(() => undefined);
    };
    const vault = home.vault();
    expect(await codeOf(vault.unlock({ signal: waiting.signal }))).toBe('keychain.cancelled');
    expect((await vault.status()).state).toBe('locked');
  });

  it('lets the lock go when it fails', async () => {
    await savedTwice();
    const entries = new Map(home.port.entries);
    home.port.entries.clear();
    const vault = home.vault();
    await codeOf(vault.unlock({}));
    for (const [name, value] of entries) home.port.entries.set(name, value);
    const other = home.vault();
    await other.unlock({});
    expect(await codeOf(vault.unlock({}))).toBe('vault.busy');
    await other.lock();
  });
});

describe('locking', () => {
  it('wipes every key', async () => {
    const handed: Uint8Array[] = [];
    const bytes = (length: number) => {
      const given = systemRandomness.bytes(length);
      if (length === 32) handed.push(given);
      return given;
    };
    const vault = home.vault({ randomness: { ...systemRandomness, bytes } });
    await vault.create({ mode: 'keychainAndPassphrase', passphrase });
    const isWiped = () => handed.map((key) => key.every((byte) => byte === 0));
    expect(isWiped()).toEqual([false, false]);
    await vault.lock();
    expect(isWiped()).toEqual([true, true]);
  });
});

describe('recovering', () => {
  it('keeps the old keychain entry until the vault was opened with the new one', async () => {
    const { recoveryCode } = await savedTwice();
    const [old = ''] = home.port.entries.keys();
    const vault = home.vault();
    await vault.recover({ code: recoveryCode, mode: 'keychain' });
    await vault.lock();
    expect(rootEntries()).toEqual([old, old.replace(/1$/, '2')]);
    await vault.unlock({});
    await vi.waitFor(() => {
      expect(rootEntries()).toEqual([old.replace(/1$/, '2')]);
    });
    await vault.lock();
  });

  it('leaves no generation that the old way still opens', async () => {
    const { recoveryCode } = await savedTwice();
    const vault = home.vault();
    await vault.recover({ code: recoveryCode, mode: 'passphrase', passphrase });
    await vault.lock();
    expect(home.bytes('previous').equals(home.bytes('newest'))).toBe(true);
  });

  it('never writes over an entry that is there already: it may be all that opens a backup', async () => {
    const { recoveryCode } = await savedTwice();
    const [old = ''] = home.port.entries.keys();
    const backup = home.bytes('newest');
    const vault = home.vault();
    await vault.recover({ code: recoveryCode, mode: 'keychain' });
    await vault.lock();
    const second = home.port.entries.get(old.replace(/1$/, '2'));
    home.write('newest', backup);
    home.write('previous', backup);
    await vault.recover({ code: recoveryCode, mode: 'keychain' });
    await vault.lock();
    expect(home.port.entries.get(old.replace(/1$/, '2'))).toBe(second);
    expect(home.port.entries.has(old.replace(/1$/, '3'))).toBe(true);
  });

  it('changes nothing when the code is wrong or the keychain refuses', async () => {
    const { recoveryCode } = await savedTwice();
    const before = home.bytes('newest');
    const vault = home.vault();
    expect(await codeOf(vault.recover({ code: '0'.repeat(32), mode: 'keychain' }))).toBe('vault.wrongRecoveryCode');
    home.port.state = 'locked';
    expect(await codeOf(vault.recover({ code: recoveryCode, mode: 'keychain' }))).toBe('keychain.locked');
    expect((await vault.status()).state).toBe('locked');
    expect(home.bytes('newest').equals(before)).toBe(true);
    home.port.state = 'works';
    await vault.unlock({});
    await vault.lock();
  });
});

describe('saving', () => {
  it('takes things as they were when it was asked, one after another', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychain' });
    const list: number[] = [];
    const plain = secretBytes('kept');
    const saves = [vault.save({ putSecrets: [{ id: 'one', purpose, plain }] })];
    plain.fill(0);
    for (let n = 1; n <= 5; n += 1) {
      list.push(n);
      saves.push(vault.save({ rooms: { credentials: list } }));
    }
    list.push(99);
    await Promise.all(saves);
    expect(vault.room('credentials')).toEqual([1, 2, 3, 4, 5]);
    expect(textOf(await vault.secret('one', purpose))).toBe('kh-test-kept');
    await vault.lock();
  });

  it('copies a secret that did not change as it is', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychain' });
    await vault.save({ putSecrets: [{ id: 'one', purpose, plain: secretBytes('one') }] });
    const lines = () =>
      home
        .bytes('newest')
        .toString()
        .split('\n')
        .filter((line) => line.startsWith('secret '));
    const before = lines();
    await vault.save({ putSecrets: [{ id: 'two', purpose, plain: secretBytes('two') }] });
    expect(lines()).toEqual([...before, expect.anything()]);
    await vault.save({ removeSecrets: ['one'] });
    expect(textOf(await vault.secret('two', purpose))).toBe('kh-test-two');
    expect(await codeOf(vault.secret('one', purpose))).toBe('vault.noSecret');
    await vault.lock();
  });

  it('leaves a removed secret in no generation', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychain' });
    await vault.save({ putSecrets: [{ id: 'one', purpose, plain: secretBytes('one') }] });
    const line =
      home
        .bytes('newest')
        .toString()
        .split('\n')
        .find((found) => found.startsWith('secret ')) ?? '';
    await vault.save({ removeSecrets: ['one'] });
    for (const generation of ['newest', 'previous'] as const) expect(home.bytes(generation).includes(line)).toBe(false);
    await vault.lock();
  });

  it('wipes at the next unlock what a crash left in the previous generation', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychain' });
    await vault.save({ putSecrets: [{ id: 'one', purpose, plain: secretBytes('one') }] });
    const withSecret = home.bytes('newest');
    await vault.save({ removeSecrets: ['one'] });
    await vault.lock();
    home.write('previous', withSecret);
    await vault.unlock({});
    expect(home.bytes('previous').equals(home.bytes('newest'))).toBe(true);
    await vault.lock();
  });

  it('does not open a secret under another purpose', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychain' });
    await vault.save({ putSecrets: [{ id: 'one', purpose: 'practice:binance', plain: secretBytes('one') }] });
    expect(await codeOf(vault.secret('one', 'binance'))).toBe('vault.noSecret');
    await vault.lock();
  });

  it('refuses what does not fit, before anything is written', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychain' });
    const before = home.bytes('newest');
    const put = (id: string, used: string, length: number) => () =>
      vault.save({ putSecrets: [{ id, purpose: used, plain: Buffer.alloc(length) }] });
    expect(await codeOf(put('one', purpose, 65_533))).toBe('vault.tooBig');
    expect(await codeOf(put('one\ntwo', purpose, 1))).toBe('argument.invalid');
    expect(await codeOf(put('one', 'a\nb', 1))).toBe('argument.invalid');
    expect(await codeOf(() => vault.save({ rooms: { settings: undefined } }))).toBe('argument.invalid');
    expect(await codeOf(vault.save({ rooms: { settings: 'x'.repeat(33 * 1024 * 1024) } }))).toBe('vault.tooBig');
    expect(home.bytes('newest').equals(before)).toBe(true);
    await put('one', purpose, 65_532)();
    expect((await vault.secret('one', purpose)).length).toBe(65_532);
    await vault.lock();
  });

  it('writes nothing over a file that another program changed', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychain' });
    const first = home.bytes('newest');
    await vault.save({ rooms: { settings: 1 } });
    home.write('newest', first);
    expect(await codeOf(vault.save({ rooms: { settings: 2 } }))).toBe('vault.changed');
    expect(home.bytes('newest').equals(first)).toBe(true);
    expect(vault.room('settings')).toBe(1);
    await vault.lock();
  });

  it('anchors the head of the audit log, at each save and at lock', async () => {
    const vault = home.vault();
    await vault.create({ mode: 'keychain' });
    expect(vault.anchoredHead()).toBeNull();
    let sequence = 1;
    vault.setAnchor(() => ({ sequence, mac: 'm' }));
    await vault.save({});
    expect(vault.anchoredHead()).toEqual({ sequence: 1, mac: 'm' });
    sequence = 2;
    const key = vault.auditKey();
    await vault.lock();
    await vault.unlock({});
    expect(vault.anchoredHead()).toEqual({ sequence: 2, mac: 'm' });
    expect(textOf(vault.auditKey())).toBe(textOf(key));
    await vault.lock();
  });
});

describe('a save that fails', () => {
  const refusing = (call: 'open' | 'link' | 'rename', errno: string) => {
    let broken = false;
    const error = () => Object.assign(new Error('kh-test'), { code: errno });
    const files = {
      ...fs,
      open: (...words: Parameters<typeof fs.open>) =>
        broken && call === 'open' && words[1] === 'wx' ? Promise.reject(error()) : fs.open(...words),
      link: (...words: Parameters<typeof fs.link>) =>
        broken && call === 'link' ? Promise.reject(error()) : fs.link(...words),
      rename: (...words: Parameters<typeof fs.rename>) =>
        broken && call === 'rename' ? Promise.reject(error()) : fs.rename(...words),
    };
    return {
      files,
      from: (state: boolean) => {
        broken = state;
      },
    };
  };

  it.each([
    ['open', 'ENOSPC', 'vault.diskFull'],
    ['open', 'EROFS', 'vault.readOnly'],
    ['open', 'EACCES', 'vault.readOnly'],
    ['open', 'EIO', 'vault.writeFailed'],
    ['link', 'ENOSPC', 'vault.diskFull'],
    ['rename', 'EIO', 'vault.writeFailed'],
  ] as const)('leaves memory and disk as before (%s: %s)', async (call, errno, code) => {
    const { files, from } = refusing(call, errno);
    const vault = home.vault({ files });
    await vault.create({ mode: 'keychain' });
    await vault.save({ rooms: { settings: 1 } });
    const before = [home.bytes('newest'), home.bytes('previous')];
    const names = readdirSync(home.folder);
    from(true);
    expect(await codeOf(vault.save({ rooms: { settings: 2 } }))).toBe(code);
    expect(vault.room('settings')).toBe(1);
    expect([home.bytes('newest'), home.bytes('previous')]).toEqual(before);
    expect(readdirSync(home.folder)).toEqual(names);
    from(false);
    await vault.save({ rooms: { settings: 3 } });
    await vault.lock();
    await vault.unlock({});
    expect(vault.room('settings')).toBe(3);
    await vault.lock();
  });

  it('leaves no entry in the keychain when it is the first one', async () => {
    const { files, from } = refusing('open', 'ENOSPC');
    from(true);
    expect(await codeOf(home.vault({ files }).create({ mode: 'keychain' }))).toBe('vault.diskFull');
    expect(home.port.entries.size).toBe(0);
    expect(readdirSync(home.folder)).toEqual([]);
  });

  it('is noticed when the disk does not keep what was written', async () => {
    const files = { ...fs };
    const vault = home.vault({ files });
    await vault.create({ mode: 'keychain' });
    const before = home.bytes('newest');
    files.open = async (...words: Parameters<typeof fs.open>) => {
      const handle = await fs.open(...words);
      if (words[1] === 'wx')
        handle.writeFile = async (bytes) => {
          await handle.write((bytes as Buffer).subarray(1));
        };
      return handle;
    };
    expect(await codeOf(vault.save({ rooms: { settings: 2 } }))).toBe('vault.writeFailed');
    expect(home.bytes('newest').equals(before)).toBe(true);
    await vault.lock();
  });

  it('does not keep the vault open when it is the save of the anchor at lock', async () => {
    const { files, from } = refusing('open', 'ENOSPC');
    const vault = home.vault({ files });
    await vault.create({ mode: 'keychain' });
    vault.setAnchor(() => ({ sequence: 1, mac: 'm' }));
    from(true);
    await vault.lock();
    expect((await vault.status()).state).toBe('locked');
  });

  it('copies where the file system has no hard links', async () => {
    const { files, from } = refusing('link', 'EPERM');
    const vault = home.vault({ files });
    await vault.create({ mode: 'keychain' });
    const first = home.bytes('newest');
    from(true);
    await vault.save({ rooms: { settings: 1 } });
    expect(home.bytes('previous').equals(first)).toBe(true);
    await vault.lock();
  });
});

describe('a damaged newest generation', () => {
  const damaged = () => home.bytes('newest').subarray(0, -40);

  it('gives way to the previous one, which says so, and is kept aside at the next save', async () => {
    await savedTwice();
    const broken = damaged();
    home.write('newest', broken);
    const vault = home.vault();
    await vault.unlock({});
    expect((await vault.status()).fellBack).toBe(true);
    expect(vault.room('credentials')).toEqual(['one']);
    expect(home.bytes('newest').equals(broken)).toBe(true);
    await vault.save({ rooms: { settings: 1 } });
    expect((await vault.status()).fellBack).toBe(true);
    // The damaged file had number 3.
    expect(home.bytes('newest').toString()).toContain('\nsave 4\n');
    await vault.lock();

    const aside = readdirSync(home.folder).filter((name) => name.startsWith('vault.damaged-'));
    expect(aside).toHaveLength(1);
    expect((await fs.readFile(join(home.folder, aside[0] ?? ''))).equals(broken)).toBe(true);
    await vault.unlock({});
    expect(vault.room('settings')).toBe(1);
    expect((await vault.status()).fellBack).toBe(false);
    await vault.lock();
  });

  it('is kept aside by a recovery too', async () => {
    const { recoveryCode } = await savedTwice();
    const broken = damaged();
    home.write('newest', broken);
    const vault = home.vault();
    await vault.recover({ code: recoveryCode, mode: 'passphrase', passphrase });
    await vault.lock();
    const [aside = ''] = readdirSync(home.folder).filter((name) => name.startsWith('vault.damaged-'));
    expect((await fs.readFile(join(home.folder, aside))).equals(broken)).toBe(true);
  });

  it('with every other damaged too is damage, not an empty vault, and they stay as they are', async () => {
    await savedTwice();
    home.write('newest', damaged());
    for (const generation of ['previous', 'hour'] as const) home.write(generation, '');
    const before = [home.bytes('newest'), home.bytes('previous')];
    expect(await codeOf(home.vault().unlock({}))).toBe('vault.corrupt');
    expect(await codeOf(home.vault().create({ mode: 'keychain' }))).toBe('vault.exists');
    expect([home.bytes('newest'), home.bytes('previous')]).toEqual(before);
  });
});

describe('a vault of a newer format', () => {
  const newer = 'keyhaven-vault 2\nwhatever that holds\n';

  it('is refused and never written over', async () => {
    await savedTwice();
    home.write('newest', newer);
    const vault = home.vault();
    expect(await codeOf(vault.status())).toBe('vault.newer');
    expect(await codeOf(vault.unlock({}))).toBe('vault.newer');
    expect(await codeOf(vault.create({ mode: 'keychain' }))).toBe('vault.exists');
    expect(home.bytes('newest').toString()).toBe(newer);
  });

  it('is kept aside when it is the previous generation', async () => {
    await savedTwice();
    home.write('previous', newer);
    const vault = home.vault();
    await vault.unlock({});
    await vault.save({ rooms: { settings: 1 } });
    await vault.lock();
    const [aside = ''] = readdirSync(home.folder).filter((name) => name.startsWith('vault.damaged-'));
    expect((await fs.readFile(join(home.folder, aside))).toString()).toBe(newer);
  });
});

describe('a previous generation of another vault', () => {
  it('is kept aside: it may be the only copy of that one', async () => {
    await savedTwice();
    const other = home.bytes('previous');
    for (const generation of ['newest', 'previous', 'hour'] as const) await fs.unlink(home.pathOf(generation));
    await savedTwice();
    home.write('previous', other);
    const vault = home.vault();
    await vault.unlock({});
    await vault.save({ rooms: { settings: 1 } });
    await vault.lock();
    const [aside = ''] = readdirSync(home.folder).filter((name) => name.startsWith('vault.damaged-'));
    expect((await fs.readFile(join(home.folder, aside))).equals(other)).toBe(true);
  });
});

describe('a data folder or a file that is not what it should be', () => {
  it('is refused when it is a link', async () => {
    await savedTwice();
    const link = `${home.folder}-link`;
    symlinkSync(home.folder, link);
    for (const folder of [link, `${link}/`]) {
      expect(await codeOf(home.vault({ folder }).status())).toBe('vault.linked');
      expect(await codeOf(home.vault({ folder }).unlock({}))).toBe('vault.linked');
    }
    renameSync(home.pathOf('newest'), join(home.folder, 'elsewhere'));
    symlinkSync('elsewhere', home.pathOf('newest'));
    expect(await codeOf(home.vault().unlock({}))).toBe('vault.linked');
  });

  it('is refused when others can read it, and says what mends it', async () => {
    await savedTwice();
    chmodSync(home.folder, 0o750);
    const error = await home
      .vault()
      .unlock({})
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      failure: { code: 'vault.linked', hint: expect.stringContaining('chmod 700') as string },
    });
    chmodSync(home.folder, 0o700);
    chmodSync(home.pathOf('newest'), 0o644);
    expect(await codeOf(home.vault().unlock({}))).toBe('vault.linked');
  });

  it('is refused when it is no file', async () => {
    mkdirSync(home.pathOf('newest'), { recursive: true, mode: 0o700 });
    expect(await codeOf(home.vault().unlock({}))).toBe('vault.linked');
    expect(await codeOf(home.vault().create({ mode: 'keychain' }))).toBe('vault.linked');
  });

  it.runIf(process.getuid?.() === 0)('is refused when it belongs to another user (run as root only)', async () => {
    await savedTwice();
    await fs.chown(home.pathOf('newest'), 12_345, 12_345);
    expect(await codeOf(home.vault().unlock({}))).toBe('vault.linked');
    await fs.chown(home.folder, 12_345, 12_345);
    expect(await codeOf(home.vault().status())).toBe('vault.linked');
  });
});

describe('rests of an interrupted save', () => {
  it('go once the vault is open, and nothing else goes', async () => {
    await savedTwice();
    const rest = 'vault.new-0123456789abcdefghjkmnpqrs';
    for (const name of [rest, 'vault.new-mine', 'audit.log'])
      writeFileSync(join(home.folder, name), 'x', { mode: 0o600 });
    const vault = home.vault();
    await vault.unlock({});
    await vault.lock();
    expect(readdirSync(home.folder).sort()).toEqual([
      'audit.log',
      'vault.hour.keyhaven',
      'vault.keyhaven',
      'vault.new-mine',
      'vault.previous.keyhaven',
    ]);
  });
});
