import type { Preferences } from '../core/contract/app';
import { notices } from './notices';
import type { Notifications } from './platform/notifications/port';

export interface Surroundings {
  readonly closeToTray: boolean;
  readonly trayThere: boolean;
  readonly platform: NodeJS.Platform;
}

/** What becomes of Keyhaven when its last window closes. Without a tray it would go on where nobody finds it, so it quits. */
export function afterLastWindow({ closeToTray, trayThere, platform }: Surroundings): 'goesOn' | 'quits' {
  // On macOS programs go on without a window, and the dock brings it back.
  if (platform === 'darwin') return 'goesOn';
  return closeToTray && trayThere ? 'goesOn' : 'quits';
}

export interface ClosingParts {
  readonly preferences: () => Promise<Preferences>;
  readonly surroundings: () => Omit<Surroundings, 'closeToTray'>;
  /** Whether a window was opened meanwhile, or Keyhaven quits anyway. */
  readonly settled: () => boolean;
  readonly quit: () => void;
  readonly showWindow: () => void;
  readonly notifications: Notifications;
  /** Asks in a box of its own, where the desktop shows no notifications. */
  readonly askToGoOn: (question: { title: string; detail: string }) => Promise<boolean>;
  readonly told: () => Promise<unknown>;
}

/** To be called when the last window was closed: quits, or goes on in the tray and says so the first time. */
export function createClosing(parts: ClosingParts): () => Promise<void> {
  async function tell(): Promise<void> {
    const onAction = (action: string) => (action === 'quit' ? parts.quit() : parts.showWindow());
    const notice = parts.notifications.notify({ id: 'tray', ...notices.tray, onAction });
    const { title, body } = notices.tray;
    const goesOn = (await notice.shown) || (await parts.askToGoOn({ title, detail: body }));
    await parts.told();
    if (!goesOn) parts.quit();
  }

  return async () => {
    const { closeToTray, toldOfTray } = await parts.preferences();
    if (parts.settled()) return;
    if (afterLastWindow({ closeToTray, ...parts.surroundings() }) === 'quits') parts.quit();
    else if (!toldOfTray) await tell();
  };
}
