import { describe, expect, it } from 'vitest';
import { Preferences } from '../../../core/contract/app';
import { keysOf, shortcutOf, type Pressed } from './shortcut';

const press = (key: string, down: Partial<Pressed> = {}): Pressed => ({
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  code: '',
  key,
  ...down,
});

describe('keys that are pressed for quick copy', () => {
  it.each([
    ['k', { ctrlKey: true, shiftKey: true }, 'linux', 'Control+Shift+K'],
    ['7', { altKey: true, metaKey: true }, 'win32', 'Alt+Super+7'],
    ['˚', { altKey: true, metaKey: true, code: 'KeyK' }, 'darwin', 'Alt+Command+K'],
    ['(', { ctrlKey: true, shiftKey: true, code: 'Digit8' }, 'linux', 'Control+Shift+8'],
    ['y', { ctrlKey: true, altKey: true, code: 'KeyZ' }, 'linux', 'Control+Alt+Y'],
  ])('%s with its modifiers is what Electron and the contract take', (key, down, platform, named) => {
    expect(shortcutOf(press(key, down), platform)).toEqual({ shortcut: named });
    expect(Preferences.shape.quickCopyShortcut.safeParse(named).success).toBe(true);
  });

  it('are not taken from other programs: one modifier is too few', () => {
    for (const down of [{ ctrlKey: true }, { shiftKey: true }, { metaKey: true }, {}])
      expect(shortcutOf(press('c', down), 'linux')).toEqual({ problem: 'tooFew' });
  });

  it('wait for a letter or a digit', () => {
    expect(shortcutOf(press('Shift', { shiftKey: true, ctrlKey: true }), 'linux')).toEqual({
      problem: 'unfinished',
    });
    expect(shortcutOf(press('F5', { ctrlKey: true, altKey: true, code: 'F5' }), 'linux')).toEqual({
      problem: 'otherKey',
    });
  });

  it('with all four modifiers down are still keys that the contract takes', () => {
    const all = press('k', { ctrlKey: true, altKey: true, shiftKey: true, metaKey: true });
    expect(shortcutOf(all, 'linux')).toEqual({ shortcut: 'Control+Alt+Shift+K' });
    expect(Preferences.shape.quickCopyShortcut.safeParse('Control+Alt+Shift+K').success).toBe(true);
  });
});

describe('a shortcut as it is shown', () => {
  it('has the words and signs of the system', () => {
    expect(keysOf('Control+Shift+K', 'linux')).toEqual(['Ctrl', 'Shift', 'K']);
    expect(keysOf('Alt+Command+K', 'darwin')).toEqual(['⌥', '⌘', 'K']);
    expect(keysOf('Alt+Super+7', 'win32')).toEqual(['Alt', 'Win', '7']);
  });
});
