import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { realKeyhaven, type RealKeyhaven } from './support/real';
import { Windows, type OpenWindow } from './support/window';

const passphrase = 'kh-test five plain words together';

let windows: Windows;
let real: RealKeyhaven;
let window: OpenWindow;

beforeAll(async () => {
  windows = await Windows.start();
});
afterAll(() => windows.stop());
beforeEach(async () => {
  real = await realKeyhaven();
  window = await windows.open(real.behind);
});
afterEach(async () => {
  expect(window.complaints.join('\n')).toBe('');
  await window.close();
  await real.close();
});

const see = (text: string | RegExp) => window.page.getByText(text).first().waitFor();

/** @returns the recovery code, as it was shown */
async function makesAVault(): Promise<string> {
  await window.page.getByLabel('New passphrase', { exact: true }).fill(passphrase);
  await window.page.getByLabel('Repeat it', { exact: true }).fill(passphrase);
  await window.button('Make the vault').click();
  await window.heading('Write down your recovery code').waitFor();
  const groups = await window.page.getByRole('list', { name: 'Recovery code' }).getByRole('listitem').allInnerTexts();
  expect(groups).toHaveLength(8);
  await window.button('I wrote it down').click();
  await window.page.getByLabel('Recovery code').fill(groups.join(' ').toLowerCase());
  await window.button('Confirm').click();
  await see('Your vault is ready');
  return groups.join('-');
}

async function fillsFromPractice(): Promise<void> {
  await window.button('Fill with practice keys').click();
  await see('4 keys tested, all work');
}

async function unlocks(typed: string): Promise<void> {
  await window.page.getByLabel('Passphrase', { exact: true }).fill(typed);
  await window.button('Unlock').click();
}

describe('a person with the window and the real Keyhaven behind it', () => {
  it('makes a vault, fills it from the practice exchange and sees what each key can really do', async () => {
    await makesAVault();
    await fillsFromPractice();

    await expect.poll(() => window.page.getByRole('row').count()).toBe(5);
    await see('Critical');
    await see('trading lapses');
    await see('Any IP');

    await window.page.getByRole('row').filter({ hasText: 'Withdraw' }).click();
    await see('dangerous');
    expect(await window.axe()).toEqual([]);
  });

  it('copies a field without its value entering the window, and shows one only after the passphrase', async () => {
    await makesAVault();
    await fillsFromPractice();
    await window.page.getByRole('row').nth(1).click();

    await window.button(/^Copy .*secret/i).click();
    await see(/Copied · clears in/);
    const secret = real.world.clipboard.text;
    expect(secret).not.toBe('');
    expect(await window.page.content()).not.toContain(secret);

    await window.button(/^Show .*secret/i).click();
    await window.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await window.button('Show it').click();
    await see(secret);
    await window.button(/^Hide .*secret/i).click();
    await expect.poll(() => window.page.content()).not.toContain(secret);
  });

  it('locks, is told of a wrong passphrase, unlocks, and finds everything there and the log whole', async () => {
    await makesAVault();
    await fillsFromPractice();
    await window.page.keyboard.press('Control+L');
    await see('Welcome back');
    expect(await window.page.getByRole('row').count()).toBe(0);

    await unlocks('kh-test-wrong');
    await see('The passphrase is not right.');
    await unlocks(passphrase);
    await expect.poll(() => window.page.getByRole('row').count()).toBe(5);

    await window.page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click();
    await see(/Whole: \d+ lines/);
    await see('Filled with practice keys');
    await see('Vault unlocked');
  });

  it('reads why a test failed when the exchange answers a web page, and what to do', async () => {
    await makesAVault();
    await fillsFromPractice();
    await window.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await window.page.getByText('Answers a web page').click();
    await window.page.getByRole('navigation').getByRole('button', { name: 'Keys' }).click();
    await see('misbehaves on purpose');

    await window.page.getByRole('row').nth(1).click();
    await window.button('Test now').click();
    await see(/The last test failed/);
    await see('notTheExchange');
    await see('Rights and dates below are from the last test that worked.');
  });

  it('pastes a JSON without its secret entering the window; a key of the wrong shape is refused by its code and nothing typed is lost', async () => {
    await makesAVault();
    await window.button('Add a real key').click();
    await window.button('Paste from clipboard').click();
    await see('clipboard.nothing');

    const secret = 'kh-test-secret-that-was-pasted';
    real.world.clipboard.text = JSON.stringify({ exchange: 'binance', apiKey: 'kh-test-key', secret, comment: 'x' });
    await window.button('Paste from clipboard').click();
    await see('2 fields understood');
    await see('comment');
    expect(await window.page.content()).not.toContain(secret);

    await window.page.getByLabel('Label', { exact: true }).fill('My tracker');
    await window.button('Type instead: API Key').click();
    await window.page.getByLabel('API Key', { exact: true }).fill('kh-test key with spaces');
    await window.button('Store and test').click();
    await see('credential.fieldMalformed');
    expect(await window.page.getByLabel('API Key', { exact: true }).inputValue()).toBe('kh-test key with spaces');
    expect(await window.page.getByLabel('Label', { exact: true }).inputValue()).toBe('My tracker');
    await see('from what you pasted');
  });

  it('is asked before a program in a terminal copies a secret, and follows what the terminal locks and unlocks', async () => {
    await makesAVault();
    await fillsFromPractice();
    const listed = (await real.fromTerminal('credential.list', {})) as { value: { id: string; label: string }[] };
    const [first] = listed.value;
    if (first === undefined) throw new Error('the practice exchange gave no key');

    for (const [passphraseTyped, outcome] of [
      [null, 'authorization.denied'],
      [passphrase, 'allowed'],
    ] as const) {
      const asked = real.fromTerminal('authorization.give', { kind: 'copy', credential: first.id });
      const dialog = window.page.getByRole('alertdialog', { name: 'A program asks for your yes' });
      await dialog.getByText(`asks to copy a secret of “${first.label} (`).waitFor();
      if (passphraseTyped === null) await window.page.keyboard.press('Escape');
      else {
        await dialog.getByLabel('Passphrase', { exact: true }).fill(passphraseTyped);
        await window.button('Allow').click();
      }
      const answer = await asked;
      expect(answer.ok ? 'allowed' : answer.error.code).toBe(outcome);
      await dialog.waitFor({ state: 'detached' });
    }
    const copied = await real.fromTerminal('credential.copy', { id: first.id, field: 'secret' });
    expect(copied.ok).toBe(true);

    await real.fromTerminal('vault.lock', {});
    await see('Welcome back');
    await real.fromTerminal('vault.unlock', { passphrase });
    await expect.poll(() => window.page.getByRole('row').count()).toBe(5);
  });

  it('is told when the keychain lost the entry, sees no new key made over the vault, and gets in with the recovery code', async () => {
    const code = await makesAVault();
    await fillsFromPractice();
    await window.page.keyboard.press('Control+L');
    real.world.keychain.entries.clear();
    await unlocks(passphrase);
    await see('The keychain lost this vault’s entry');
    await see('keychain.lost');
    // The lock may still have been writing the key of the file of reminders.
    expect([...real.world.keychain.entries.keys()].filter((name) => name.includes('/root/'))).toEqual([]);

    await window.button('Use the recovery code').click();
    await window.page.getByLabel('Recovery code').fill(code);
    await window.page.getByLabel('New passphrase', { exact: true }).fill(`${passphrase} anew`);
    await window.page.getByLabel('Repeat it', { exact: true }).fill(`${passphrase} anew`);
    await window.button('Open the vault').click();
    await expect.poll(() => window.page.getByRole('row').count()).toBe(5);
  });
});
