import { app, BrowserWindow, powerMonitor } from 'electron';
import { join } from 'node:path';
import { systemClock } from '../core/base/clock';
import { failureOf, type Failure } from '../core/base/failure';
import { secondMs } from '../core/base/instants';
import type { ChangeKind, Wish } from '../core/contract/app';
import type { LockScope } from '../core/contract/lock';
import { createKeyhaven } from '../core/keyhaven';
import { nextOf } from '../core/rotation/reminders/texts';
import { createAlarmTeller } from './alarms';
import { createAttempt } from './attempt';
import { createAttention } from './attention';
import { createClosing } from './closing';
import type { Intent } from './intent';
import { createRouter } from './ipc/router';
import { notices } from './notices';
import { createOwnCaller } from './ownCaller';
import { setAppearance } from './platform/appearance';
import { ownAutostart } from './platform/autostart/own';
import { openBuses } from './platform/buses';
import { askToGoOn, createConfirmation } from './platform/confirmation';
import { createFileSaver } from './platform/fileSaver';
import { createFreedesktopNotifications } from './platform/notifications/freedesktop';
import { createNativeNotifications } from './platform/notifications/native';
import { watchPower, type PowerParts } from './platform/power/power';
import { createShortcut } from './platform/shortcut';
import type { TrayChoice } from './platform/tray/menu';
import { createTray } from './platform/tray/tray';
import { followChanges, type Followers } from './preferences';
import { quitAfter } from './quit';
import { createKeepAliveDuty } from './keepingAlive';
import { snoozeTillTomorrow, startReminding } from './reminding';
import type { runtimeOf } from './runtime';
import { beginServing } from './serving';
import { startTicker } from './ticker';
import { keepTray } from './trayKeeper';
import { createWindows } from './windows';
import { desktopWorld } from './world';

/** How long a start that is to be hidden waits for the tray, before it shows its window after all. */
/** Longer than a window needs to ask for the vault, also on a slow machine. */
const firstLookAfterMs = 10 * secondMs;
const trayComesWithinMs = 20 * secondMs;

export interface DesktopParts {
  readonly home: string;
  readonly runtime: ReturnType<typeof runtimeOf>;
  /** The folder with the built `main/`, `preload/` and `renderer/`. */
  readonly built: string;
}

/** Puts the running app together, once Electron is ready. @returns what does as a start asks, the first and each that comes after; null where there is nothing to go on with */
export async function startDesktop({
  home,
  runtime,
  built,
}: DesktopParts): Promise<((intent: Intent) => Promise<void>) | null> {
  const { platform } = process;
  const evaluation = runtime === 'evaluation';
  const title = evaluation ? 'Keyhaven (evaluation runtime)' : 'Keyhaven';
  const entry = evaluation ? 'keyhaven-evaluation' : 'keyhaven';
  const bundles = join(built, 'main');

  const buses = openBuses(platform, process.env);
  const notifications =
    platform === 'linux'
      ? createFreedesktopNotifications(buses.session, `${entry}-desktop`)
      : createNativeNotifications();
  const windows = createWindows({
    title,
    built,
    devTools: !app.isPackaged && process.env.KEYHAVEN_DEVTOOLS === '1',
    serve: (contents) => serve(contents),
    onMainClosed: () => mayLock('windowClosed'),
  });
  const tellFailure = ({ message, hint }: Failure) => {
    const text = { title: message, body: hint, urgency: 'critical', actions: [] } as const;
    notifications.notify({ id: 'failure', ...text, onAction: () => attempt(windows.show) });
  };
  const attempt = createAttempt(tellFailure);
  const shortcut = createShortcut(() => attempt(windows.showQuickCopy));
  const autostart = ownAutostart(platform, { entry, name: title });
  const followers: Followers = {
    appearance: async ({ appearance }) => setAppearance(appearance),
    quickCopyShortcut: async ({ quickCopyShortcut }) => shortcut.set(quickCopyShortcut),
    autostart: ({ autostart: on }) => autostart.set(on),
  };

  const world = desktopWorld({ home, runtime, bundles });
  const keyhaven = createKeyhaven({
    ...world,
    confirmation: createConfirmation(windows.show),
    fileSaver: createFileSaver(() => windows.main()),
    onPreferences: (next, before) => followChanges(followers, next, before),
    showWindow: () => callForAnswer(),
  });
  const onChange = (listener: (kind: ChangeKind) => void) => keyhaven.onChange(listener);
  keyhaven.onAlarm(createAlarmTeller({ notifications, showWindow: () => attempt(windows.show) }));
  const door = keyhaven.door('window');
  const serve = createRouter({ door, onLocked: (listener) => keyhaven.onLocked(listener) });
  const ask = createOwnCaller(door);
  const callForAnswer = createAttention({ ask, attempt, notifications, onChange, showWindow: windows.show });

  let quitting = false;
  app.on('before-quit', () => (quitting = true));
  // Before a window can open the vault.
  const serving = await beginServing({ keyhaven, home, holder: world.holder });
  if (serving === null) return null;
  quitAfter(app, () => serving.close(() => keyhaven.close()));
  powerMonitor.on('shutdown', () => app.quit());

  const mayLock: PowerParts['happened'] = (reason, idleMs) => {
    // A lock that could not clear the clipboard has locked all the same.
    keyhaven.happened(reason, idleMs).catch((error: unknown) => tellFailure(failureOf(error)));
  };
  const power = watchPower({ clock: systemClock, buses, platform, happened: mayLock });
  onChange((kind) => {
    if (kind === 'vault') power.touched();
  });

  const lock = async (stops?: LockScope) => {
    const answer = await ask('vault.lock', stops === undefined ? {} : { stops });
    if (!answer.ok) tellFailure(answer.error);
  };
  const stopTokens = async () => {
    const answer = await ask('token.stopAll', {});
    if (!answer.ok) tellFailure(answer.error);
    else notifications.notify({ id: 'tokensStopped', ...notices.tokensStopped, onAction: () => attempt(windows.show) });
  };
  const choices: Record<TrayChoice, () => unknown> = {
    open: windows.show,
    quickCopy: windows.showQuickCopy,
    lock: () => lock(),
    unlock: windows.show,
    stopTokens,
    stop: () => lock('everything'),
    quit: () => app.quit(),
  };
  const tray = createTray({
    ...{ buses, platform, title, icons: join(bundles, 'icons') },
    chosen: (choice) => attempt(choices[choice]),
    clicked: () => attempt(windows.show),
  });
  const names = async () => !(await keyhaven.preferences()).privateNotifications;
  const next = async () => nextOf(keyhaven.reminders.known(), await names(), systemClock.now());
  const refreshTray = keepTray({ ask, onChange, next, show: tray.show });
  await refreshTray();

  const go = (wish: Wish) => {
    keyhaven.wish(wish);
    attempt(windows.show);
  };
  const reminding = startReminding({
    ...{ clock: systemClock, notifications, onChange, reminders: keyhaven.reminders },
    preferences: () => keyhaven.preferences(),
    status: async () => {
      const status = await ask('vault.status', {});
      return status.ok ? status.value : { state: 'locked' };
    },
    actions: {
      go,
      snooze: (keys) => attempt(() => snoozeTillTomorrow(keyhaven, keys)),
    },
    showWindow: () => attempt(windows.show),
    looked: () => attempt(refreshTray),
  });
  const keepingAlive = createKeepAliveDuty({ keepingAlive: keyhaven.keepingAlive, notifications, go });
  startTicker([reminding, keepingAlive]);
  powerMonitor.on('resume', () => void reminding.look().catch(() => undefined));
  // Calls to the keychain wait for one another: the opening, which the window begins, comes first.
  setTimeout(() => attempt(reminding.look), firstLookAfterMs).unref();

  const lastWindowClosed = createClosing({
    preferences: () => keyhaven.preferences(),
    surroundings: () => ({ trayThere: tray.there(), platform }),
    settled: () => quitting || BrowserWindow.getAllWindows().length > 0,
    quit: () => app.quit(),
    showWindow: () => attempt(windows.show),
    notifications,
    askToGoOn,
    told: () => ask('app.setPreferences', { toldOfTray: true }),
  });
  app.on('window-all-closed', () => attempt(lastWindowClosed));
  app.on('activate', () => attempt(windows.show));

  const preferences = await keyhaven.preferences();
  setAppearance(preferences.appearance);
  try {
    shortcut.set(preferences.quickCopyShortcut);
  } catch {
    notifications.notify({ id: 'shortcut', ...notices.shortcutTaken, onAction: () => attempt(windows.show) });
  }
  if (preferences.autostart) await autostart.refresh().catch(() => undefined);

  const intents: Record<Intent, () => Promise<unknown>> = {
    show: windows.show,
    // Without a tray there must be a window to come back to.
    hidden: async () => (await tray.thereWithin(trayComesWithinMs)) || windows.show(),
    quickCopy: async () => {
      if (windows.main() === null && !(await tray.thereWithin(0))) await windows.show();
      await windows.showQuickCopy();
    },
  };
  return async (intent) => {
    await intents[intent]();
  };
}
