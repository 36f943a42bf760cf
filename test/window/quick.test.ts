import { describe, expect, it } from 'vitest';
import { desk, key } from './support/keys';
import { lockedStatus, ok, openScene, refusal, rightPassphrase, scripted, type Scene } from './support/scripted';
import { atKeyboard, windowsOfFile } from './support/test-file';
import type { OpenWindow } from './support/window';

let window: OpenWindow;
let scene: Scene;
let script: ReturnType<typeof scripted>;
let copied: unknown[];
const windows = windowsOfFile(() => window);
const { press, type, see } = atKeyboard(() => window);

async function openWith(change?: (given: Scene) => void): Promise<void> {
  scene = openScene(desk);
  change?.(scene);
  script = scripted(scene);
  copied = [];
  script.credential.copy = async (input) => {
    copied.push(input);
    return ok({ clearsAfterMs: 30_000 });
  };
  window = await windows.open(script.behind, { width: 560, height: 420, page: 'quick.html' });
}

describe('quick copy', () => {
  it('takes a few letters and Enter: the secret is copied, it says until when, and the window closes itself', async () => {
    await openWith();
    await see('Portfolio tracker');
    await type('grid');
    await window.page.getByText('Portfolio tracker').waitFor({ state: 'detached' });
    await press('Enter');
    await see('Grid bot, Secret key copied');
    await see('in 30 seconds');
    expect(copied).toEqual([{ id: desk[1]?.id, field: 'secret' }]);
    await expect.poll(() => window.closed()).toBe(1);
  });

  it('copies another field: the arrow or Tab shows them, and leads back', async () => {
    await openWith();
    await see('Portfolio tracker');
    await type('futures');
    await press('ArrowRight');
    await see('Passphrase');
    await press('ArrowLeft');
    await see('OKX · trading');
    await type('futures');
    await press('Tab');
    await see('Passphrase');
    await press('ArrowDown', 'Enter');
    await see('Futures desk, API key copied');
    expect(copied).toEqual([{ id: desk[3]?.id, field: 'apiKey' }]);
  });

  it('goes round the list with the arrows', async () => {
    await openWith((given) => (given.keys = given.keys.slice(0, 3)));
    await see('Portfolio tracker');
    const pointed = () => window.page.locator('[role=option][aria-selected=true]').innerText();
    expect(await pointed()).toContain('Grid bot');
    await press('ArrowUp');
    await expect.poll(pointed).toContain('Portfolio tracker');
    await press('ArrowDown', 'ArrowDown');
    await expect.poll(pointed).toContain('Old tracker key');
  });

  it('of a locked vault is unlocked in place, and goes on', async () => {
    await openWith((given) => (given.status = lockedStatus({ mode: 'passphrase' })));
    await see('Unlock to copy');
    expect(await window.page.content()).not.toContain('Grid bot');
    await type('kh-test-wrong');
    await press('Enter');
    await see('The passphrase is not right.');
    await type(rightPassphrase);
    await press('Enter');
    await see('Portfolio tracker');
    await type('grid');
    await press('Enter');
    await see('Grid bot, Secret key copied');
  });

  it('that met a keychain that is locked says so, and where the other ways in are', async () => {
    await openWith((given) => (given.status = lockedStatus({ mode: 'keychain' })));
    script.vault.unlock = async () => refusal('keychain.locked');
    await window.button('Unlock with the keychain').click();
    await see('The keychain is locked');
    await see('Open Keyhaven for other ways in.');
    await window.button('Try again').waitFor();
  });

  it('follows what is added and locked elsewhere', async () => {
    await openWith();
    await see('Portfolio tracker');
    scene.keys = [...scene.keys, key({ label: 'A key from elsewhere' })];
    script.changed('credentials');
    await see('A key from elsewhere');
    await script.vault.lock({});
    await see('Unlock to copy');
    expect(await window.page.content()).not.toContain('Grid bot');
  });

  it('that is refused stays open and says why', async () => {
    await openWith();
    await see('Portfolio tracker');
    script.credential.copy = async () => refusal('clipboard.failed');
    await press('Enter');
    await see('clipboard.failed');
    expect(window.closed()).toBe(0);
  });
});
