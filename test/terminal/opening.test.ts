import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { KeyringStart } from '../keychain/session';
import { keysOf, makesVault, modes, passphrase, recoveryCodeIn } from './support/answers';
import { removeKeychainEntries } from './support/keychain';
import { newPerson, type Person } from './support/person';

let person: Person;
afterEach(() => person.leaves());

const arrives = async (start: KeyringStart = 'unlocked') => (person = await newPerson(start, { display: false }));
const rootEntries = async () => (await person.keyring.entries()).filter((name) => name.includes('/root/'));
const vaultBytes = () => readFileSync(join(person.home, 'vault.keyhaven'));
const withPassphrase = () => ['--passphrase-file', person.writes('passphrase', passphrase)];

async function recovers(code: string, options: readonly string[] = [], ...newPassphrases: string[]) {
  const typist = person.sitsAt(['recover', ...options]);
  await typist.sees('Recovery code: ');
  typist.types(`${code}\r`);
  for (const [index, typed] of newPassphrases.entries()) {
    await typist.sees(index === 0 ? 'New passphrase: ' : 'The same again: ');
    typist.types(`${typed}\r`);
  }
  return typist.ends();
}

describe.each(modes)('a vault made with --mode %s', (mode, hasPassphrase) => {
  it('opens in a later process with everything in it', async () => {
    await arrives();
    const options = hasPassphrase ? withPassphrase() : [];
    const { recoveryCode } = await person.json<{ recoveryCode: string }>(['init', '--mode', mode, ...options]);
    expect(recoveryCodeIn(recoveryCode)).toBe(recoveryCode);
    await person.json(['practice', 'fill', ...options]);
    expect(await person.json<unknown[]>(['list', ...options])).toHaveLength(4);
    expect(await rootEntries()).toHaveLength(mode === 'passphrase' ? 0 : 1);
  });
});

describe('a keychain that lost the vault’s entry', () => {
  it('is named; the recovery code opens the vault, and no new key is made over it before', async () => {
    await arrives();
    const code = await makesVault(person);
    await person.json(['practice', 'fill']);
    await removeKeychainEntries(person.env);
    expect(await person.keyring.entries()).toEqual([]);
    const before = vaultBytes();

    expect(await person.failure(['list'])).toMatchObject({ code: 'keychain.lost', exit: 3 });
    expect(await person.failure(['init', '--mode', 'keychain'])).toMatchObject({ code: 'vault.exists' });
    expect(await person.keyring.entries()).toEqual([]);
    expect(vaultBytes().equals(before)).toBe(true);

    const wrong = await recovers('0000-'.repeat(7) + '0000');
    expect(wrong).toMatchObject({ code: 3, screen: expect.stringContaining('[vault.wrongRecoveryCode]') as string });

    const right = await recovers(code);
    expect(right.code).toBe(0);
    expect(right.screen).not.toContain(code);
    expect(await keysOf(person)).toHaveLength(4);
    expect(await rootEntries()).toHaveLength(1);
  });
});

describe('a locked keyring', () => {
  it('is named with exit code 3, changes nothing, and opens again when it is unlocked', async () => {
    await arrives();
    await makesVault(person);
    const before = vaultBytes();
    await person.keyring.lock();
    expect(await person.failure(['list'])).toMatchObject({ code: 'keychain.locked', exit: 3 });
    expect(vaultBytes().equals(before)).toBe(true);
    await person.keyring.unlock();
    expect(await keysOf(person)).toEqual([]);
  });

  it('lets no new vault begin', async () => {
    await arrives();
    await person.keyring.lock();
    expect(await person.failure(['init', '--mode', 'keychain'])).toMatchObject({ code: 'keychain.locked', exit: 3 });
    expect(await person.failure(['list'])).toMatchObject({ code: 'vault.none', exit: 4 });
  });
});

describe('a session without a keychain', () => {
  it('says so, and offers what goes without one', async () => {
    await arrives('noProvider');
    expect(await person.failure(['init', '--mode', 'keychain'])).toMatchObject({ code: 'keychain.noService', exit: 3 });
    await person.json(['init', '--mode', 'passphrase', ...withPassphrase()]);
    expect(await person.json(['list', ...withPassphrase()])).toEqual([]);
  });

  it('has no bus at all: the same', async () => {
    await arrives('noBus');
    expect(await person.failure(['init', '--mode', 'keychain'])).toMatchObject({ code: 'keychain.noService', exit: 3 });
  });

  it('has a keyring without a collection: named as that', async () => {
    await arrives('noCollection');
    expect(await person.failure(['init', '--mode', 'keychain'])).toMatchObject({
      code: 'keychain.noCollection',
      exit: 3,
    });
  });

  it('opens a vault of the keychain by the recovery code, from then on with a passphrase typed twice', async () => {
    await arrives();
    const code = await makesVault(person);
    await person.json(['practice', 'fill']);
    const env = { ...person.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    expect(await person.failure(['list'], { env })).toMatchObject({ code: 'keychain.noService', exit: 3 });

    const mode = ['--mode', 'passphrase'];
    const typist = person.sitsAt(['recover', ...mode], { env });
    await typist.sees('Recovery code: ');
    typist.types(`${code}\r`);
    await typist.sees('New passphrase: ');
    typist.types(`${passphrase}\r`);
    await typist.sees('The same again: ');
    typist.types('kh-test another one\r');
    expect(await typist.ends()).toMatchObject({ code: 2 });

    const again = person.sitsAt(['recover', ...mode], { env });
    await again.sees('Recovery code: ');
    again.types(`${code}\r`);
    for (const question of ['New passphrase: ', 'The same again: ']) {
      await again.sees(question);
      again.types(`${passphrase}\r`);
    }
    expect(await again.ends()).toMatchObject({ code: 0 });
    expect(await person.json<unknown[]>(['list', ...withPassphrase()], { env })).toHaveLength(4);
  });
});

describe('a recovery code', () => {
  it('can be confirmed later, and a wrong one confirms nothing', async () => {
    await arrives();
    const typist = person.sitsAt(['init', '--mode', 'keychain']);
    await typist.sees('Type the recovery code');
    const code = recoveryCodeIn(typist.screen());
    typist.types('0000\r');
    await typist.sees('That is not the code.');
    await typist.sees('Type the recovery code');
    typist.types('\r');
    await typist.sees('Not confirmed.');
    expect((await typist.ends()).code).toBe(0);

    const later = person.sitsAt(['confirm']);
    await later.sees('Recovery code: ');
    later.types(`${code}\r`);
    expect(await later.ends()).toMatchObject({ code: 0, screen: expect.stringContaining('is right') as string });
  });
});

describe('a vault in use', () => {
  it('says by whom, with exit code 3', async () => {
    await arrives();
    await makesVault(person);
    const first = person.sitsAt(['add']);
    await first.sees('Exchange (');
    const { message, ...rest } = await person.failure(['list']);
    expect(rest).toMatchObject({ code: 'vault.busy', exit: 3 });
    expect(message).toMatch(/keyhaven in a terminal \(pid \d+\)/);
    first.types('\x03');
    expect((await first.ends()).code).toBe(130);
    expect(await keysOf(person)).toEqual([]);
  });

  it('is free again when its holder was killed', async () => {
    await arrives();
    await makesVault(person);
    const first = person.sitsAt(['add']);
    await first.sees('Exchange (');
    const holder = /pid (\d+)/.exec((await person.failure(['list'])).message)?.[1];
    process.kill(Number(holder), 'SIGKILL');
    await first.ends();
    expect(await keysOf(person)).toEqual([]);
  });
});

describe('a way to open that is changed', () => {
  const other = 'kh-test-another passphrase';
  const present = (text: string, name: string) => ['--passphrase-file', person.writes(name, text)];

  it('takes the new passphrase alone, and says what old copies open with', async () => {
    await arrives();
    await person.json(['init', '--mode', 'passphrase', ...present(passphrase, 'old')]);
    const changed = await person.keyhaven([
      'passphrase',
      ...present(passphrase, 'old'),
      '--new-passphrase-file',
      person.writes('new', other),
    ]);
    expect(changed).toMatchObject({
      code: 0,
      err: expect.stringContaining('still open with the passphrase of then') as string,
    });
    expect(await person.failure(['list', ...present(passphrase, 'old')])).toMatchObject({
      code: 'authorization.wrongPassphrase',
    });
    expect(await person.json(['list', ...present(other, 'new')])).toEqual([]);
  });

  it('after “it may have leaked” needs the sentence typed, and the recovery code is a new one', async () => {
    await arrives();
    const code = await makesVault(person);
    const typist = person.sitsAt(['leaked']);
    await typist.sees('to go on: ');
    typist.types('it may have leaked\r');
    await typist.sees('Type yes to go on: ');
    typist.types('yes\r');
    const { code: exit, screen } = await typist.ends();
    expect(exit).toBe(0);
    expect(recoveryCodeIn(screen)).not.toBe(code);
    expect(await keysOf(person)).toEqual([]);
    expect(await rootEntries()).toHaveLength(1);
  });
});
