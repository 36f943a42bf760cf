import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../renderer/texts';
import { newHome, onEvaluation, onRuntime, picture, startApp, type App } from './support/app';
import { copiedElsewhere, pasted, presses, windowTitles } from './support/desktop';
import { personAt } from './support/person';
import { memoryOf } from './support/search';

const home = newHome();
let app: App;
let person: ReturnType<typeof personAt>;

async function start(): Promise<void> {
  app = await startApp(home);
  person = personAt(app.page);
}
beforeAll(start);
afterAll(() => app.quit());

describe(`a vault that the keychain opens, ${onRuntime}`, () => {
  it('opens again after a restart, without a passphrase', async () => {
    await person.confirmsCode(await person.makesVault('keychain'));
    await person.fillsFromPractice();
    await app.quit();
    await start();
    await person.unlocks();
    expect(await person.keys()).toHaveLength(4);
  });
});

describe(`showing a secret without a passphrase, ${onRuntime}`, () => {
  const asks = async () => {
    const [first] = await person.keys();
    await person.goesTo('keys');
    await person.opensKey(first!.label);
    await app.page.getByRole('button', { name: /^Show .*secret/i }).click();
    await person.press(texts.key.authorize.confirm);
    await expect.poll(() => windowTitles().length).toBeGreaterThan(1);
    return first!;
  };

  it('is asked in a dialog of the main process, whose first answer is no', async () => {
    await asks();
    await picture(app.page, 'waiting-for-dialog');
    presses('Return');
    await app.page.getByText('The action was not authorized.').waitFor();
    await person.press(texts.key.authorize.cancel);
  });

  it('happens after a yes, for one field', async () => {
    const { id } = await asks();
    presses('Tab', 'Return');
    await app.page.getByText(/^Hides in/).waitFor();
    await picture(app.page, 'revealed');
    const log = await app.page.evaluate(() => window.keyhaven.audit.list({ limit: 5, filter: 'credential.revealed' }));
    const entries = log.ok ? log.value.entries : [];
    expect(entries[0]).toMatchObject({ actor: 'window', subject: `${id} secret`, outcome: 'done' });
    // Twice the page asked first and was told to get a yes.
    expect(entries.map(({ outcome }) => outcome)).toEqual(['done', 'authorization.needed', 'authorization.needed']);
    await app.page.getByRole('button', { name: /^Hide/ }).click();
  });
});

describe(`a copied secret, ${onRuntime}`, () => {
  const copies = async () => {
    await person.goesTo('keys');
    await person.opensKey((await person.keys())[0]!.label);
    await app.page.getByRole('button', { name: /^Copy .*secret/i }).click();
    await expect.poll(pasted).not.toBe('');
  };

  it.skipIf(onEvaluation)('carries the hint that keeps it out of clipboard histories', async () => {
    await copies();
    expect(pasted('x-kde-passwordManagerHint')).toBe('secret');
  });

  it.runIf(onEvaluation)('is at least asked to carry that hint, which this runtime cannot write', async () => {
    await copies();
    const asked = await app.electron.evaluate(
      () => (globalThis as unknown as { __compatClipboardDropped: [string, string][] }).__compatClipboardDropped,
    );
    expect(asked).toEqual([['electron application/osclipboard;format="x-kde-passwordManagerHint"', 'secret']]);
  });
});

describe(`a key that was copied at the exchange’s page, ${onRuntime}`, () => {
  const secret = 'kh-test-secret-NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqq';

  it('is understood from the clipboard, and its secret does not enter the window', async () => {
    await copiedElsewhere(
      JSON.stringify({ exchange: 'binance', apiKey: 'kh-test-key-vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwC', secret }),
    );
    await person.goesTo('keys');
    await person.press(texts.keys.add);
    await person.press(texts.add.paste.action);
    await app.page
      .getByText(/understood/)
      .first()
      .waitFor();
    await picture(app.page, 'pasted');
    expect((await memoryOf(app)).includes(secret)).toBe(false);
  });

  it.runIf(onEvaluation)('is not taken on the evaluation runtime before its risk was accepted', async () => {
    const answer = await app.page.evaluate(
      (fields) => window.keyhaven.credential.add({ exchange: 'binance', label: 'Real', purpose: 'tracker', fields }),
      { apiKey: 'k'.repeat(64), secret: 's'.repeat(64) },
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'runtime.unacknowledged' } });
  });
});
