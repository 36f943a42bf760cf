import { describe, expect, it } from 'vitest';
import { firstPreferences, type Preferences } from '../core/contract/app';
import { fail } from '../core/base/failure';
import { followChanges, type Followers } from './preferences';

const next: Preferences = { ...firstPreferences, appearance: 'dark', quickCopyShortcut: 'Alt+K', autostart: true };

describe('preferences', () => {
  it('are followed where they changed, and only there', async () => {
    const followed: string[] = [];
    const followers: Followers = {
      appearance: async ({ appearance }) => void followed.push(appearance),
      closeToTray: async () => void followed.push('tray'),
    };
    await followChanges(followers, next, firstPreferences);
    expect(followed).toEqual(['dark']);
  });

  it('that cannot be followed take those before them back', async () => {
    const followed: unknown[] = [];
    const followers: Followers = {
      appearance: async ({ appearance }) => void followed.push(appearance),
      quickCopyShortcut: async ({ quickCopyShortcut }) => void followed.push(quickCopyShortcut),
      autostart: async () => {
        throw fail('preferences.autostartFailed');
      },
    };
    const change = followChanges(followers, next, firstPreferences);
    await expect(change).rejects.toMatchObject({ code: 'preferences.autostartFailed' });
    expect(followed).toEqual(['dark', 'Alt+K', null, 'system']);
  });
});
