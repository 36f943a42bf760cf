import { app, powerMonitor, type BrowserWindow } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../core/base/clock';
import { systemRandomness } from '../core/base/random';
import { exchangeList } from '../core/exchanges/catalogue/catalogue';
import { dataFolder } from '../core/home';
import { createKeytarPort } from '../core/keychain/keytar-adapter';
import { createKeyhaven, type Keyhaven } from '../core/keyhaven';
import { diskError } from '../core/vault/disk-errors';
import { setAppearance } from './platform/appearance';
import { createClipboard } from './platform/clipboard';
import { createConfirmation } from './platform/confirmation';
import { createFileSaver } from './platform/fileSaver';
import { createLauncher } from './platform/launcher';
import { createLinkOpener } from './platform/links';
import { setMenu } from './platform/menu';
import { quitAfter } from './quit';
import { runtimeOf } from './runtime';
import { registerScheme } from './security/appProtocol';
import { cleanSurroundings } from './security/environment';
import { lockEveryContents } from './security/navigation';
import { cannotStart, quitOnUncaught } from './trouble';
import { openWindow } from './window';

/** The desktop app, put together: what is decided is decided in the files it imports. */

cleanSurroundings(process.env, app.commandLine);
app.enableSandbox();
registerScheme();

const runtime = runtimeOf(process.versions.electron);
const home = dataFolder(
  { platform: process.platform, environment: process.env, userHome: app.getPath('home') },
  runtime === 'evaluation',
);

let window: BrowserWindow | null = null;

try {
  mkdirSync(join(home, 'window'), { recursive: true, mode: 0o700 });
  app.setPath('userData', join(home, 'window'));
  app.setAppUserModelId(runtime === 'evaluation' ? 'app.keyhaven.evaluation' : 'app.keyhaven');
  // Before anything opens the vault. The lock belongs to the data folder; a second start only brings the first to the front.
  if (app.requestSingleInstanceLock()) begin();
  else app.quit();
} catch (error) {
  cannotStart(diskError(error, 'vault.writeFailed'));
}

function begin(): void {
  quitOnUncaught();
  lockEveryContents(app);
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start).catch(cannotStart);
}

async function start(): Promise<void> {
  setMenu(process.platform);
  const keyhaven = joinRooms();
  quitAfter(app, () => keyhaven.close());
  powerMonitor.on('shutdown', () => app.quit());

  setAppearance((await keyhaven.preferences()).appearance);
  window = await openWindow({
    title: runtime === 'evaluation' ? 'Keyhaven (evaluation runtime)' : 'Keyhaven',
    built: join(__dirname, '..'),
    devTools: !app.isPackaged && process.env.KEYHAVEN_DEVTOOLS === '1',
    door: keyhaven.door('window'),
    onLocked: (listener) => keyhaven.onLocked(listener),
  });
  window.once('closed', () => (window = null));
}

function joinRooms(): Keyhaven {
  const pages = exchangeList().flatMap(({ keyPage }) => (keyPage === null ? [] : [new URL(keyPage).hostname]));
  return createKeyhaven({
    home,
    holder: `the Keyhaven window (pid ${process.pid})`,
    // A command in a terminal holds the vault for a moment only.
    waitForVaultMs: 5000,
    app: {
      version: app.getVersion(),
      runtime,
      runtimeVersion: process.versions.electron,
      platform: process.platform,
      server: 'app',
      pid: process.pid,
    },
    clock: systemClock,
    randomness: systemRandomness,
    keychain: createKeytarPort(),
    launcher: createLauncher(__dirname),
    clipboard: createClipboard(process.platform),
    confirmation: createConfirmation(() => window),
    fileSaver: createFileSaver(() => window),
    openLink: createLinkOpener(new Set(pages)),
    onPreferences: async ({ appearance }) => setAppearance(appearance),
    showWindow: () => window?.show(),
    stop: () => app.quit(),
  });
}
