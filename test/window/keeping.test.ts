import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialDetail } from '../../core/contract/credentials';
import { desk } from './support/keys';
import { picture } from './support/picture';
import { ok, openScene, refusal, scripted, type Scene } from './support/scripted';
import { Windows, type OpenWindow } from './support/window';

let windows: Windows;
let window: OpenWindow;
let scene: Scene;
beforeAll(async () => {
  windows = await Windows.start();
});
afterAll(() => windows.stop());
afterEach(async () => {
  expect(window.complaints.join('\n')).toBe('');
  await window.close();
});

const first = (): CredentialDetail => {
  const [key] = desk;
  if (key === undefined) throw new Error('the desk has no key');
  return key;
};
const press = async (...keys: string[]) => {
  for (const key of keys) await window.page.keyboard.press(key);
};
const see = (text: string | RegExp) => window.page.getByText(text).first().waitFor();
const dialog = () => window.page.locator('[role=dialog], [role=alertdialog]');
const said = (text: string) =>
  window.page.locator('[aria-live=polite]', { hasText: text }).waitFor({ state: 'attached' });
const settings = () => window.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();

async function openWith(change?: (script: ReturnType<typeof scripted>) => void): Promise<void> {
  scene = openScene(desk);
  const script = scripted(scene);
  change?.(script);
  window = await windows.open(script.behind);
}

async function openKey(): Promise<void> {
  const { label } = first();
  await window.page.getByRole('row', { name: label }).getByText(label).click();
  await window.page.getByRole('heading', { level: 1, name: label }).waitFor();
}

async function removeKey(): Promise<void> {
  await openKey();
  await window.button('Remove this key…').click();
  await window.button('Move to the bin').click();
  await see(`“${first().label}” is in the bin`);
}

/** Axe in both schemes, and a picture of each. */
async function sound(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.page.emulateMedia({ colorScheme });
    await picture(window, `${name}.${colorScheme}`);
    expect((await window.axe()).join('\n')).toBe('');
  }
  await window.page.emulateMedia({ colorScheme: 'light' });
}

describe('editing a key', () => {
  it('changes what a person says of it, with the keyboard alone', async () => {
    await openWith();
    await openKey();
    await window.button('Edit').focus();
    await press('Enter');
    await dialog().waitFor();
    await sound('key-edit');
    await window.page.keyboard.press('Control+A');
    await window.page.keyboard.type('Renamed');
    await press('Tab', 'Tab', 'Tab');
    await window.page.keyboard.press('Control+A');
    await window.page.keyboard.type('bot, night ,');
    await press('Enter');
    await window.page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor();
    await said('The changes are saved.');
    expect(scene.keys[0]).toMatchObject({ label: 'Renamed', purpose: first().purpose, tags: ['bot', 'night'] });
    expect(await window.page.evaluate(() => document.activeElement?.textContent)).toBe('Edit');
  });

  it('says at its field what cannot be, and sends nothing', async () => {
    let sent = 0;
    await openWith((script) => {
      script.credential.edit = async () => {
        sent += 1;
        return ok({});
      };
    });
    await openKey();
    await window.button('Edit').click();
    await window.page.getByLabel('Label').fill(' ');
    await window.page.getByLabel('Tags').fill('x'.repeat(41));
    await window.button('Save').click();
    await see('Give it a label of at most 80 characters.');
    await see('At most 20 tags of at most 40 characters.');
    await sound('key-edit-wrong');
    expect(sent).toBe(0);
  });

  it('that is refused keeps what was typed', async () => {
    await openWith((script) => {
      script.credential.edit = async () => refusal('vault.diskFull');
    });
    await openKey();
    await window.button('Edit').click();
    await window.page.getByLabel('Label').fill('Renamed');
    await window.button('Save').click();
    await see('The disk is full.');
    expect(await window.page.getByLabel('Label').inputValue()).toBe('Renamed');
  });
});

describe('removing a key', () => {
  it('asks first, and a person who presses Enter or Escape keeps it', async () => {
    await openWith();
    for (const key of ['Enter', 'Escape']) {
      if (key === 'Enter') await openKey();
      await window.button('Remove this key…').click();
      await dialog().waitFor();
      if (key === 'Enter') await sound('key-remove');
      await press(key);
      await dialog().waitFor({ state: 'detached' });
    }
    expect(scene.keys).toHaveLength(desk.length);
  });

  it('takes it off the list and says so, with an undo that brings it back', async () => {
    await openWith();
    await removeKey();
    await window.page.getByRole('row', { name: first().label }).waitFor({ state: 'detached' });
    await sound('key-removed');
    await window.button('Undo').click();
    await window.page.getByRole('row', { name: first().label }).waitFor();
    await said(`“${first().label}” is back.`);
  });

  it('that is refused says why in the question itself', async () => {
    await openWith((script) => {
      script.credential.remove = async () => refusal('vault.readOnly');
    });
    await openKey();
    await window.button('Remove this key…').click();
    await window.button('Move to the bin').click();
    await dialog().getByText('The data folder cannot be written.').waitFor();
    await window.button('Keep it').click();
  });
});

describe('the bin in the settings', () => {
  it('is empty at first', async () => {
    await openWith();
    await settings();
    await see('The bin is empty.');
  });

  it('holds what was removed, gives it back, and wipes it', async () => {
    await openWith();
    await removeKey();
    await settings();
    const row = window.page.getByRole('list', { name: 'Keys in the bin' }).getByText(first().label);
    await row.waitFor();
    await sound('settings-bin');
    await window.button(`Restore ${first().label}`).click();
    await see('The bin is empty.');
    expect(scene.keys).toHaveLength(desk.length);

    await window.page.getByRole('navigation').getByRole('button', { name: 'Keys' }).click();
    await removeKey();
    await settings();
    await window.button(`Wipe ${first().label} now`).click();
    await see('The bin is empty.');
    await said(`“${first().label}” is wiped.`);
  });

  it('is where a key that is added again is found', async () => {
    await openWith((script) => {
      script.credential.add = async () => refusal('credential.inBin', { label: 'Grid bot', id: '0'.repeat(26) });
    });
    await window.button('Add a key').click();
    await window.page.locator('[role=option][data-key=binance]').click();
    await window.page.getByLabel('API Key', { exact: true }).fill('kh-test-key');
    await window.page.getByLabel('Secret Key', { exact: true }).fill('kh-test-secret');
    await window.button('Store and test').click();
    await see('This API key is in the bin, as “Grid bot”.');
    await sound('add-in-bin');
    await window.button('Open the bin').click();
    await window.page.getByRole('heading', { name: 'Bin', exact: true }).waitFor();
  });
});
