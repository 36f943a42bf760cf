import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CredentialRow } from '../../../core/contract/credentials';
import type { OpenMode } from '../../../core/contract/words';
import { modeWords } from '../../../renderer/lib/words';
import { texts } from '../../../renderer/texts';

/** What a person does at the window, in the window's own words. */
export function personAt(page: Page) {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const type = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  const sees = (text: string) => page.getByText(text, { exact: true }).first().waitFor();
  const navigation = page.getByRole('navigation', { name: texts.app.navigation });
  const goesTo = (screen: 'keys' | 'activity' | 'settings') =>
    navigation.getByText(texts.app[screen], { exact: true }).click();

  /** The rows as the window gets them, so that a test need not read them off the screen. */
  const keys = (): Promise<CredentialRow[]> =>
    page.evaluate(async () => {
      const answer = await window.keyhaven.credential.list({});
      return answer.ok ? answer.value : [];
    });

  return {
    press,
    type,
    sees,
    goesTo,
    keys,

    async makesVault(mode: OpenMode, passphrase?: string): Promise<string> {
      await page.getByText(modeWords[mode].title, { exact: true }).click();
      if (passphrase !== undefined) {
        await type(texts.lock.newPassphrase.first, passphrase);
        await type(texts.lock.newPassphrase.repeat, passphrase);
      }
      await press(texts.firstRun.mode.create);
      await page.getByRole('list', { name: texts.firstRun.code.label }).waitFor();
      const groups = await page.getByRole('listitem').allInnerTexts();
      return groups.map((group) => group.trim()).join('-');
    },

    async confirmsCode(code: string): Promise<void> {
      await press(texts.firstRun.code.wrote);
      await type(texts.firstRun.confirm.label, code);
      await press(texts.firstRun.confirm.confirm);
      await page.getByRole('heading', { name: texts.firstRun.begin.title }).waitFor();
    },

    /** Fills the vault from the practice exchange and waits until each key was tested. */
    async fillsFromPractice(): Promise<void> {
      await press(texts.firstRun.begin.practice.action);
      await page.getByRole('grid').waitFor();
      const untested = async () => (await keys()).filter(({ state }) => state === 'untested');
      await expect.poll(untested, { timeout: 30_000 }).toEqual([]);
    },

    async opensKey(label: string): Promise<void> {
      await page.getByRole('row').filter({ hasText: label }).click();
      await page.getByRole('heading', { name: label }).waitFor();
    },

    async locks(): Promise<void> {
      await navigation.getByText(texts.app.lock, { exact: true }).click();
      await page.getByRole('heading', { name: texts.lock.title }).waitFor();
    },

    async unlocks(passphrase?: string): Promise<void> {
      if (passphrase !== undefined) await type(texts.lock.passphrase, passphrase);
      await press(passphrase === undefined ? texts.lock.unlockKeychain : texts.lock.unlock);
      await navigation.waitFor();
    },
  };
}
