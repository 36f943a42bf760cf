import { nativeTheme, type BrowserWindow } from 'electron';
import type { Preferences } from '../../core/contract/app';

/** The page's own background in both themes; `--ground` in renderer/ui/tokens.css. */
const backgrounds = { light: '#f7fafa', dark: '#0f161a' } as const;

export const background = (): string => backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];

/** What the page then sees as `prefers-color-scheme`. */
export function setAppearance(appearance: Preferences['appearance']): void {
  nativeTheme.themeSource = appearance;
}

/** Keeps what is painted under the page in the theme's colour, for resizing and reloading. */
export function followAppearance(window: BrowserWindow): void {
  const follow = () => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.once('closed', () => nativeTheme.off('updated', follow));
}
