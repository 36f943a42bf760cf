import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { KeychainTrouble, OpenMode } from '../../../core/contract/words';
import { generationNames } from '../../../core/vault/disk';
import { troubleWords } from '../../../renderer/lib/words';
import { texts } from '../../../renderer/texts';
import { entriesIn, startKeyringSession, type KeyringSession, type KeyringStart } from '../../keychain/session';
import { newHome, picture, startApp, type App } from './app';
import { personAt } from './person';

/** One call of keytar in a process of the session, as any program of the person could make it. Values go in by standard input. */
const otherProgram = `
  const [call, account, value] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  require('keytar')[call]('Keyhaven', account, value).then((answer) => process.stdout.write(JSON.stringify(answer ?? null)));`;

type Outside = 'getPassword' | 'setPassword' | 'deletePassword';

export interface Walk {
  readonly session: KeyringSession;
  readonly recoveryCode: string;
  /** Starts Keyhaven, for a person who meets it locked. */
  starts(): Promise<{ app: App; person: ReturnType<typeof walker> }>;
  /** What another program does to the vault's root key. */
  rootKey(call: Outside, value?: string): string | null;
  /** Makes a second vault in the same keyring, in a folder of its own. */
  anotherVaultsRootKey(): Promise<string>;
  /** That the vault file is what it was, byte for byte, and the keyring holds the same entries with the same values. */
  nothingChanged(): Promise<void>;
  /** The entries in the keyring, each with a digest of its value. */
  entries(): Promise<string[]>;
  ends(): Promise<void>;
}

/** A person with a keyring of their own made a vault and quit. The keyring's fate is the test's. */
export async function madeVault(
  start: KeyringStart = 'unlocked',
  way: { mode: OpenMode; passphrase?: string } = { mode: 'keychain' },
): Promise<Walk> {
  const session = await startKeyringSession(start);
  const home = newHome();
  const apps: App[] = [];
  const begin = async (folder: string) => {
    const app = await startApp(folder, session.env);
    apps.push(app);
    return app;
  };

  const outside = (call: Outside, account: string, value?: string): string | null => {
    const input = JSON.stringify([call, account, value]);
    const { stdout } = spawnSync(process.execPath, ['-e', otherProgram], {
      input,
      env: session.env,
      encoding: 'utf8',
    });
    return JSON.parse(stdout) as string | null;
  };
  const accounts = async () => (await entriesIn(session.env)).map((label) => label.replace(/^Keyhaven\//, ''));
  const entries = async () =>
    (await accounts()).map((account) => {
      const value = outside('getPassword', account) ?? '';
      return `${account} ${createHash('sha256').update(value).digest('hex')}`;
    });
  const file = () => readFileSync(join(home, generationNames.newest));

  const makeVault = async (folder: string) => {
    const app = await begin(folder);
    const person = personAt(app.page);
    const code = await person.makesVault(way.mode, way.passphrase);
    await person.confirmsCode(code);
    await app.quit();
    return code;
  };
  const rootAccounts = async () => (await accounts()).filter((account) => account.includes('/root/'));

  const recoveryCode = await makeVault(home);
  const [rootAccount = ''] = await rootAccounts();
  const before = { file: file(), entries: await entries() };
  return {
    session,
    recoveryCode,
    rootKey: (call, value) => outside(call, rootAccount, value),
    entries,
    async starts() {
      const started = await begin(home);
      return { app: started, person: walker(started) };
    },
    async anotherVaultsRootKey() {
      await makeVault(newHome());
      const [other = ''] = (await rootAccounts()).filter((account) => account !== rootAccount);
      return outside('getPassword', other) ?? '';
    },
    async nothingChanged() {
      expect(file().equals(before.file)).toBe(true);
      expect(await entries()).toEqual(before.entries);
    },
    async ends() {
      session.thaw();
      await Promise.allSettled(apps.map((each) => each.quit()));
      await session.stop();
    },
  };
}

/** What a person does at the lock screen and at each trouble's, in their own words. */
function walker(app: App) {
  const { page } = app;
  const person = personAt(page);
  const t = texts.lock;
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });

  return {
    ...person,

    /** The trouble's own screen, with all it has to say. */
    async meets(trouble: KeychainTrouble): Promise<void> {
      const { title, happened, means, todo } = troubleWords[trouble];
      await heading(title).waitFor();
      for (const text of [happened, means, ...todo, t.trouble.code(trouble)]) await person.sees(text);
      await picture(page, `trouble-${trouble}`);
    },

    async triesAgain(): Promise<void> {
      await person.press(t.again);
    },

    async isIn(): Promise<void> {
      await page.getByRole('navigation', { name: texts.app.navigation }).waitFor();
    },

    async isLocked(): Promise<boolean> {
      const status = await page.evaluate(() => window.keyhaven.vault.status({}));
      return status.ok && status.value.state === 'locked';
    },

    asksTheKeychain: () => person.press(t.unlockKeychain),

    async waitsForTheKeychain(): Promise<void> {
      await person.press(t.unlockKeychain);
      await person.sees(t.waiting);
    },

    async stopsWaiting(): Promise<void> {
      await person.press(t.stopWaiting);
      await page.getByText('You stopped waiting for the keychain.').waitFor();
      await heading(t.title).waitFor();
    },

    async opensWithCode(code: string, newPassphrase?: string): Promise<void> {
      await person.press(t.useRecovery);
      await person.type(t.recovery.code, code);
      if (newPassphrase !== undefined) {
        await person.type(t.newPassphrase.first, newPassphrase);
        await person.type(t.newPassphrase.repeat, newPassphrase);
      }
      await person.press(t.recovery.open);
      await this.isIn();
    },
  };
}
