import { app } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../core/home';
import { diskError } from '../core/vault/disk-errors';
import { startDesktop } from './desktop';
import { intentOf } from './intent';
import { setMenu } from './platform/menu';
import { runtimeOf } from './runtime';
import { registerScheme } from './security/appProtocol';
import { cleanSurroundings } from './security/environment';
import { lockEveryContents } from './security/navigation';
import { cannotStart, quitOnUncaught } from './trouble';

/** The desktop app begins: what must be said before Electron is ready, and who is the one that runs. */

cleanSurroundings(process.env, app.commandLine);
app.enableSandbox();
registerScheme();

const runtime = runtimeOf(process.versions.electron);
const home = dataFolder(
  { platform: process.platform, environment: process.env, userHome: app.getPath('home') },
  runtime === 'evaluation',
);

try {
  mkdirSync(join(home, 'window'), { recursive: true, mode: 0o700 });
  app.setPath('userData', join(home, 'window'));
  app.setAppUserModelId(runtime === 'evaluation' ? 'app.keyhaven.evaluation' : 'app.keyhaven');
  // Before anything opens the vault. The lock belongs to the data folder; a second start hands the first what it is for.
  if (app.requestSingleInstanceLock()) begin();
  else app.quit();
} catch (error) {
  cannotStart(diskError(error, 'vault.writeFailed'));
}

function begin(): void {
  quitOnUncaught();
  lockEveryContents(app);
  const started = app.whenReady().then(start);
  started.then((does) => (does === null ? app.quit() : does(intentOf(process.argv)))).catch(cannotStart);
  app.on('second-instance', (_event, argv) => {
    // A start that failed says so itself.
    void started.then((does) => does?.(intentOf(argv))).catch(() => undefined);
  });
}

async function start() {
  setMenu(process.platform);
  return startDesktop({ home, runtime, built: join(__dirname, '..') });
}
