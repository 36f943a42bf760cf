import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * macOS takes the shortcuts for copy, paste and quit from the menu, so there is one; elsewhere Electron's default menu
 * would only add reload and developer tools.
 */
export function setMenu(platform: NodeJS.Platform): void {
  const roles: MenuItemConstructorOptions[] = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }];
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate(roles) : null);
}
