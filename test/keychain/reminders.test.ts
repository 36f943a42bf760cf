import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reminderFileName } from '../../core/rotation/reminders/file';
import { callsIn } from './calls';
import { startKeyringSession, type KeyringSession, type KeyringStart } from './session';

/** The sealed file of reminders and its own key, under the states in which a real keyring can be. */

const vaultId = 'khtestvault000000000000000';
const entry = (number: number) => `Keyhaven/vault/${vaultId}/reminders/${String(number)}`;

let session: KeyringSession;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-reminders-'));
});
afterEach(async () => {
  await session.stop();
  rmSync(folder, { recursive: true });
});

async function sessionThat(start: KeyringStart): Promise<void> {
  session = await startKeyringSession(start);
}

/** What one more process finds: how the file stands, and how many keys with a date it can tell of. */
async function inProcess(call: 'openVault' | 'lockedVault') {
  const [outcome] = await callsIn(session, [['reminders', call, folder, vaultId]]);
  if (outcome?.threw !== undefined) throw new Error(`${outcome.threw}: ${outcome.text ?? ''}`);
  return outcome?.value;
}
const opened = () => inProcess('openVault');
const locked = () => inProcess('lockedVault');
const bytes = () => readFileSync(join(folder, reminderFileName), 'utf8');
const whole = { file: 'whole', keys: 1 };
const untold = { file: 'keychain', keys: 0 };

describe('the reminder file and an unlocked keyring', () => {
  it('has one key, made at the first opening and used ever after, also while the vault is locked', async () => {
    await sessionThat('unlocked');
    expect(await opened()).toEqual(whole);
    expect(await locked()).toEqual(whole);
    expect(await opened()).toEqual(whole);
    expect(await session.entries()).toEqual([entry(1)]);
    expect(bytes()).toMatch(/\nkey 1\nsealed /);
  });

  it('gets a key of another number only where the keyring says that the first is lost', async () => {
    await sessionThat('unlocked');
    await opened();
    await callsIn(session, [['keychain', 'remove', `vault/${vaultId}/reminders/1`]]);
    expect(await locked()).toEqual({ file: 'keyLost', keys: 0 });
    expect(await opened()).toEqual(whole);
    expect(await session.entries()).toEqual([entry(2)]);
    expect(bytes()).toMatch(/\nkey 2\nsealed /);
  });
});

describe.each([
  ['that is locked', (at: KeyringSession) => at.lock(), (at: KeyringSession) => at.unlock()],
  ['without a collection', (at: KeyringSession) => at.unload(), (at: KeyringSession) => at.unlock()],
  ['whose service is gone', (at: KeyringSession) => at.leave(), (at: KeyringSession) => at.unlock()],
] as const)('the reminder file and a keyring %s', (_, goes, comes) => {
  it('stays as it is, byte for byte, with no new key, and can be read again afterwards', async () => {
    await sessionThat('unlockedAlone');
    await opened();
    const before = bytes();
    await goes(session);
    expect(await locked()).toEqual(untold);
    // The open vault knows the dates by itself; it must not seal them anew under a key that it would have to make.
    expect(await opened()).toEqual({ file: 'keychain', keys: 1 });
    expect(bytes()).toBe(before);
    await comes(session);
    expect(await session.entries()).toEqual([entry(1)]);
    expect(await locked()).toEqual(whole);
  });
});

describe.each([
  ['no collection', 'noCollection'],
  ['no service', 'noProvider'],
  ['no bus', 'noBus'],
] as const)('a vault that is opened where there is %s', (_, start) => {
  it('writes no file and makes no key, and says so', async () => {
    await sessionThat(start);
    expect(await opened()).toEqual({ file: 'keychain', keys: 1 });
    expect(bytes).toThrow(/ENOENT/);
    expect(await locked()).toEqual({ file: 'none', keys: 0 });
  });
});
