import { describe, expect, it } from 'vitest';
import type { LockSettings } from '../../core/contract/lock';
import { desk, manyKeys } from './support/keys';
import { lockedStatus, ok, openScene, refusal, scripted, type Scene } from './support/scripted';
import { atKeyboard, windowsOfFile } from './support/test-file';
import type { OpenWindow } from './support/window';

let window: OpenWindow;
let scene: Scene;
let script: ReturnType<typeof scripted>;
const windows = windowsOfFile(() => window);
const { press, type, see } = atKeyboard(() => window);
const focused = () => window.page.evaluate(() => document.activeElement?.textContent);

/** @returns what was asked to be locked, in order: what a lock stops, or `as set` */
async function openWith(change?: (given: Scene) => void): Promise<string[]> {
  scene = openScene(desk);
  change?.(scene);
  script = scripted(scene);
  const locks: string[] = [];
  const { lock } = script.vault;
  script.vault.lock = (input) => {
    locks.push(input.stops ?? 'as set');
    return lock(input);
  };
  window = await windows.open(script.behind);
  return locks;
}

/** Opens the palette, types, and takes the first that fits. */
async function does(typed: string): Promise<void> {
  await press('Control+k');
  await window.page.getByRole('combobox').waitFor();
  await type(typed);
  await press('Enter');
}

describe('the palette', () => {
  it('opens a key, goes to a part of the settings, and gives the focus back when it is left', async () => {
    await openWith();
    await see('Portfolio tracker');
    await does('futures');
    await window.page.getByRole('heading', { level: 1, name: 'Futures desk' }).waitFor();
    await does('idle');
    await expect.poll(focused).toBe('Locking');
    await press('Control+k', 'Escape');
    await window.page.getByRole('combobox').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Locking');
  });

  it('copies the secret of a key that was found by typing, and says when it is cleared', async () => {
    const copied: unknown[] = [];
    await openWith();
    script.credential.copy = async (input) => {
      copied.push(input);
      return ok({ clearsAfterMs: 30_000 });
    };
    await see('Portfolio tracker');
    await press('Control+k');
    await type('copy grid');
    await see('Copy the secret of Grid bot');
    await press('Enter');
    await see('Copied: Grid bot, Secret key');
    await see('It is cleared from the clipboard in 30 seconds.');
    expect(copied).toEqual([{ id: desk[1]?.id, field: 'secret' }]);
  });

  it('can be used again while a message is still on the screen', async () => {
    await openWith();
    await see('Portfolio tracker');
    await does('copy grid');
    await see('Copied: Grid bot, Secret key');
    await does('activity');
    await window.heading('Activity').waitFor();
  });

  it('finds one among ten thousand keys', async () => {
    await openWith((given) => (given.keys = manyKeys(10_000)));
    await window.page.getByRole('grid').waitFor();
    await press('Control+k');
    await type('7777');
    await expect.poll(() => window.page.getByRole('option').count()).toBe(2);
  });
});

describe('locking by hand', () => {
  it('does what the settings say, from the navigation and by its keys', async () => {
    const locks = await openWith();
    await see('Portfolio tracker');
    await press('Control+l');
    await see('Welcome back');
    expect(locks).toEqual(['as set']);
  });

  it('stops everything by one more key, and from the palette', async () => {
    const locks = await openWith();
    await see('Portfolio tracker');
    await press('Control+Shift+L');
    await see('Welcome back');
    scene.status = openScene(desk).status;
    script.changed('vault');
    await see('Portfolio tracker');
    await does('stop everything');
    await see('Welcome back');
    expect(locks).toEqual(['everything', 'everything']);
  });

  it('that left programs running says so on the lock screen, where they can be stopped', async () => {
    const locks = await openWith((given) => (given.lock = { ...given.lock, stops: 'window' }));
    await see('Portfolio tracker');
    await press('Control+l');
    await see('Only the window is locked.');
    await window.button('Stop everything').click();
    await window.page.getByText('Only the window is locked.').waitFor({ state: 'detached' });
    await see('Welcome back');
    expect(locks).toEqual(['as set', 'everything']);
  });
});

describe('the settings', () => {
  const settings = async () => {
    await window.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await window.heading('Locking').waitFor();
  };

  it('of locking are each kept as they are chosen, also two in a row', async () => {
    await openWith();
    const kept: LockSettings[] = [];
    script.lock.set = async (next) => {
      kept.push(next);
      return ok((scene.lock = next));
    };
    await settings();
    await window.page.getByRole('radio', { name: '5 min' }).click();
    await window.page.getByText('When the screen locks').click();
    await window.page.getByText('When the window closes').click();
    await window.page.getByRole('radio', { name: 'Only the window' }).press('Space');
    await expect.poll(() => kept.length).toBe(4);
    expect(kept.at(-1)).toEqual({
      idleMinutes: 5,
      onSuspend: true,
      onScreenLock: false,
      onWindowClosed: true,
      stops: 'window',
    });
  });

  it('that were changed elsewhere are followed', async () => {
    await openWith();
    await settings();
    scene.lock = { ...scene.lock, idleMinutes: 60 };
    script.changed('vault');
    await window.page.getByRole('radio', { name: '60 min', checked: true }).waitFor();
  });

  it('record the keys of quick copy as they are pressed, and clear them', async () => {
    await openWith();
    const chosen: unknown[] = [];
    const { setPreferences } = script.app;
    script.app.setPreferences = (input) => {
      chosen.push(input);
      return setPreferences(input);
    };
    await settings();
    const field = window.button(/Keys that open quick copy/);
    await field.focus();
    await press('Enter');
    await see('Press the keys…');
    await press('Control+c');
    await see('so that it takes nothing from other programs');
    // Shortcuts of the window are keys like any others while they are recorded.
    await press('Control+Shift+L');
    await expect.poll(() => field.innerText()).toBe('Ctrl\nShift\nL');
    await window.button('Clear').click();
    await expect.poll(() => field.innerText()).toBe('None');
    await press('Enter', 'Escape');
    expect(chosen).toEqual([{ quickCopyShortcut: 'Control+Shift+L' }, { quickCopyShortcut: null }]);
    expect(scene.status.state).toBe('open');
  });

  it('of the desktop are kept, and taken back where they are refused', async () => {
    await openWith();
    await settings();
    const autostart = window.page.getByRole('switch', { name: 'Start with the session' });
    await window.page.getByText('Start with the session').click();
    await expect.poll(() => scene.info.preferences.autostart).toBe(true);
    script.app.setPreferences = async () => ({
      ok: false,
      error: { code: 'preferences.unwritable', message: 'The settings could not be saved.', hint: 'Try again.' },
    });
    await window.page.getByText('Start with the session').click();
    await see('preferences.unwritable');
    await expect.poll(() => autostart.isChecked()).toBe(true);
  });
});

describe('an export of the log', () => {
  it('is asked for with its format, says when it is saved, and stays open when no file was chosen', async () => {
    await openWith();
    const formats: string[] = [];
    script.audit.export = async ({ format }) => {
      formats.push(format);
      return ok({ saved: formats.length > 1 });
    };
    await window.page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click();
    await window.button('Export').click();
    await window.button('Choose a file…').click();
    await expect.poll(() => formats).toEqual(['jsonl']);
    await window.page.getByRole('radio', { name: 'Table (CSV)' }).press('Space');
    await window.button('Choose a file…').click();
    await see('The log is saved');
    await window.heading('Export the log').waitFor({ state: 'detached' });
    expect(formats).toEqual(['jsonl', 'csv']);
  });

  it('that fails says why, and nothing is lost', async () => {
    await openWith();
    script.audit.export = async () => refusal('audit.unreadable');
    await window.page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click();
    await window.button('Export').click();
    await window.button('Choose a file…').click();
    await see('audit.unreadable');
  });
});

describe('a vault that was locked', () => {
  it('has no palette', async () => {
    await openWith((given) => (given.status = lockedStatus({ mode: 'passphrase' })));
    await see('Welcome back');
    await press('Control+k');
    expect(await window.page.getByRole('combobox').count()).toBe(0);
  });
});
