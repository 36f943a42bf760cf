import { describe, expect, it } from 'vitest';
import { desk, manyKeys } from './support/keys';
import { openScene, recoveryCode, rightPassphrase, scripted, lockedStatus, type Scene } from './support/scripted';
import { atKeyboard, windowsOfFile } from './support/test-file';
import type { OpenWindow } from './support/window';

let window: OpenWindow;
const windows = windowsOfFile(() => window);
const { press, type, see } = atKeyboard(() => window);
const focused = () =>
  window.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
const said = () => window.page.locator('[aria-live=polite]').allInnerTexts();

async function openWith(scene: Scene, change?: (script: ReturnType<typeof scripted>) => void): Promise<void> {
  const script = scripted(scene);
  change?.(script);
  window = await windows.open(script.behind);
}

describe('with the keyboard alone', () => {
  it('a person makes a vault, keeps the recovery code and begins', async () => {
    const scene = openScene([]);
    await openWith({ ...scene, status: { ...scene.status, state: 'none', mode: null } });
    await see('How shall your vault open?');

    await press('Tab', 'Tab');
    await type('kh-test five plain words together');
    await press('Tab', 'Tab');
    await type('kh-test five plain words together');
    await press('Enter');
    await see('Write down your recovery code');
    await press('Enter');
    await see('Type it once');
    await type(recoveryCode);
    await press('Enter');
    await see('Your vault is ready');
    expect(await focused()).toBe('Fill with practice keys');
  });

  it('a person unlocks, finds a key, opens it, reads it and goes back to where the list was', async () => {
    const scene = openScene(desk);
    await openWith({ ...scene, status: lockedStatus({ mode: 'passphrase' }) });
    await see('Welcome back');
    await type(rightPassphrase);
    await press('Enter');
    await see('Portfolio tracker');

    await window.page.getByRole('navigation').getByRole('button', { name: 'Activity' }).press('Enter');
    await window.heading('Activity').waitFor();
    await press('/');
    await type('futures okx');
    await window.page.getByText('Portfolio tracker').waitFor({ state: 'detached' });
    await window.page.getByRole('grid').focus();
    await press('Enter');
    await window.page.getByRole('heading', { level: 1, name: 'Futures desk' }).waitFor();
    await press('Escape');
    await window.page.getByRole('grid').waitFor();
    expect(await window.page.getByRole('searchbox').inputValue()).toBe('futures okx');
  });

  it('a person chooses rows with the space bar and tests them; the end is said aloud', async () => {
    await openWith(openScene(desk));
    await see('Portfolio tracker');
    await window.page.getByRole('grid').focus();
    await press('Space', 'ArrowDown', 'Shift+ArrowDown');
    await see('3 chosen');
    await press('t');
    await expect.poll(said).toContain('3 keys tested, all work');
  });

  it('a dialog takes the focus, gives it back, and closes on Escape', async () => {
    await openWith(openScene(desk));
    await see('Portfolio tracker');
    await window.page.getByRole('grid').focus();
    await press('?');
    await window.page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await press('Escape');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Keys');
  });
});

describe('what a screen reader hears', () => {
  it('that a field was copied and when it is cleared, and that the vault is locked', async () => {
    await openWith(openScene(desk));
    await window.page.getByRole('row', { name: 'Portfolio tracker' }).click();
    await window.button('Copy Secret key').click();
    await expect.poll(said).toContain('Secret key copied. It is cleared from the clipboard in 30 seconds.');
    await window.button('Lock').click();
    await expect.poll(said).toContain('The vault is locked.');
  });
});

describe('a vault that is locked from outside the window', () => {
  it('takes down all that showed a key, also an open dialog and a revealed field', async () => {
    const scene = openScene(desk);
    const script = scripted(scene);
    window = await windows.open(script.behind);
    await window.page.getByRole('row', { name: 'Portfolio tracker' }).click();
    await window.button('Show Secret key').click();
    await window.page.getByLabel('Passphrase', { exact: true }).fill(rightPassphrase);
    await window.button('Show it').click();
    await see('kh-test-revealed-value');

    await script.vault.lock({});
    await see('Welcome back');
    const left = await window.page.content();
    for (const gone of ['kh-test-revealed-value', 'Portfolio tracker', '9c1e']) expect(left).not.toContain(gone);
  });
});

describe('ten thousand keys', () => {
  it('are one list of which only what is in sight is drawn; filter and keyboard reach every row', async () => {
    await openWith(openScene(manyKeys(10_000)));
    const grid = window.page.getByRole('grid');
    await grid.waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('10001');
    expect(await window.page.getByRole('row').count()).toBeLessThan(60);

    await grid.focus();
    await press('End');
    await window.page.locator('[aria-rowindex="10001"]').waitFor();
    await press('/');
    await type('7777');
    await window.page.getByRole('row', { name: /7777/ }).first().waitFor();
    await expect.poll(() => window.page.getByRole('row').count()).toBeLessThan(8);
  });
});
