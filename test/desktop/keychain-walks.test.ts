import { describe, expect, it, type TestContext } from 'vitest';
import { texts } from '../../renderer/texts';
import { onRuntime, picture } from './support/app';
import { madeVault, type Walk } from './support/walk';

const passphrase = 'kh-test five plain words together';

/** A vault made and closed by a person with a keyring of their own; all of it ends with the test. */
async function begin({ onTestFinished }: TestContext, ...how: Parameters<typeof madeVault>): Promise<Walk> {
  const walk = await madeVault(...how);
  onTestFinished(() => walk.ends());
  return walk;
}

// Side by side, since most of it is waiting for the keyring and for the app to start; the longest wait first.
describe.concurrent(`a person whose keychain is frozen, ${onRuntime}`, () => {
  it('reads that it does not answer when libsecret gives up after 50 s', { timeout: 120_000 }, async (test) => {
    const walk = await begin(test);
    walk.session.freeze();
    const { app, person } = await walk.starts();
    app.page.setDefaultTimeout(90_000);
    await person.waitsForTheKeychain();
    await person.meets('noAnswer');
    walk.session.thaw();
    await walk.nothingChanged();
    await person.triesAgain();
    await person.isIn();
  });

  it('stops waiting; what it answers later opens nothing, and trying again does', async (test) => {
    const walk = await begin(test);
    walk.session.freeze();
    const { app, person } = await walk.starts();
    await person.waitsForTheKeychain();
    await picture(app.page, 'waiting-for-keychain');
    await person.stopsWaiting();
    await picture(app.page, 'stopped-waiting');
    walk.session.thaw();
    // Whoever asks after the thaw is answered after what was asked before it.
    await walk.nothingChanged();
    expect(await person.isLocked()).toBe(true);
    await person.unlocks();
    await walk.nothingChanged();
  });

  it('opens with the recovery code and a passphrase while it is still silent', async (test) => {
    const walk = await begin(test);
    walk.session.freeze();
    const { person } = await walk.starts();
    await person.waitsForTheKeychain();
    await person.stopsWaiting();
    await person.opensWithCode(walk.recoveryCode, passphrase);
  });
});

describe.concurrent(`a person whose keychain, ${onRuntime}`, () => {
  it('works: the vault opens, and nothing is written for it', async (test) => {
    const walk = await begin(test);
    const { person } = await walk.starts();
    await person.unlocks();
    await walk.nothingChanged();
  });

  it('is locked reads so, opens the keyring, and tries again', async (test) => {
    const walk = await begin(test);
    await walk.session.lock();
    const { app, person } = await walk.starts();
    await person.asksTheKeychain();
    await person.meets('locked');
    await person.triesAgain();
    await app.page.getByText(texts.lock.trouble.unchanged).waitFor();
    await walk.session.unlockInPlace();
    await walk.nothingChanged();
    await person.triesAgain();
    await person.isIn();
  });

  it('is locked under a passphrase is asked for the passphrase again', async (test) => {
    const walk = await begin(test, 'unlocked', { mode: 'keychainAndPassphrase', passphrase });
    await walk.session.lock();
    const { person } = await walk.starts();
    await person.type(texts.lock.passphrase, passphrase);
    await person.press(texts.lock.unlock);
    await person.meets('locked');
    await walk.session.unlockInPlace();
    await person.triesAgain();
    await person.unlocks(passphrase);
    await walk.nothingChanged();
  });

  it('has no keyring reads so, logs in anew, and it opens', async (test) => {
    const walk = await begin(test);
    await walk.session.unload();
    const { app, person } = await walk.starts();
    await person.asksTheKeychain();
    await person.meets('noCollection');
    await app.quit();
    // With the login the session's keyring is there again, and so is Keyhaven.
    await walk.session.unlock();
    await walk.nothingChanged();
    const again = await walk.starts();
    await again.person.unlocks();
  });

  it('is not there reads so, starts it, and tries again', async (test) => {
    const walk = await begin(test, 'unlockedAlone');
    await walk.session.leave();
    const { person } = await walk.starts();
    await person.asksTheKeychain();
    await person.meets('noService');
    await walk.session.unlock();
    await walk.nothingChanged();
    await person.triesAgain();
    await person.isIn();
  });

  it('was restarted under Keyhaven reads that it is not there, and starts Keyhaven anew', async (test) => {
    const walk = await begin(test);
    await walk.session.lock();
    const { app, person } = await walk.starts();
    await person.asksTheKeychain();
    await person.meets('locked');
    await walk.session.unlock();
    await person.triesAgain();
    // libsecret 0.20 keeps to the service that it first spoke to, for as long as the process lives.
    await person.meets('noService');
    await app.quit();
    await walk.nothingChanged();
    const again = await walk.starts();
    await again.person.unlocks();
  });

  it('is not there opens with the recovery code and a passphrase instead', async (test) => {
    const walk = await begin(test, 'unlockedAlone');
    const before = await walk.entries();
    await walk.session.leave();
    const { person } = await walk.starts();
    await person.asksTheKeychain();
    await person.meets('noService');
    await person.opensWithCode(walk.recoveryCode, passphrase);
    await walk.session.unlock();
    expect(await walk.entries()).toEqual(before);
  });

  it('lost the entry types the recovery code, and a new entry opens it from then on', async (test) => {
    const walk = await begin(test);
    const others = (await walk.entries()).filter((entry) => !entry.includes('/root/'));
    walk.rootKey('deletePassword');
    const { app, person } = await walk.starts();
    await person.asksTheKeychain();
    await person.meets('lost');
    // No new root key over a vault whose entry is gone.
    expect(await walk.entries()).toEqual(others);
    await person.opensWithCode(walk.recoveryCode);
    await app.quit();
    expect((await walk.entries()).filter((entry) => entry.includes('/root/2 '))).toHaveLength(1);
    const again = await walk.starts();
    await again.person.unlocks();
  });

  it('holds another vault’s entry types the recovery code, and that entry is left as it is', async (test) => {
    const walk = await begin(test);
    const other = await walk.anotherVaultsRootKey();
    walk.rootKey('setPassword', other);
    const before = await walk.entries();
    const { app, person } = await walk.starts();
    await person.asksTheKeychain();
    await person.meets('wrongEntry');
    expect(await walk.entries()).toEqual(before);
    await person.opensWithCode(walk.recoveryCode);
    await app.quit();
    expect(walk.rootKey('getPassword') === other).toBe(true);
    const again = await walk.starts();
    await again.person.unlocks();
  });
});
