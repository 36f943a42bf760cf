import type { Bus } from '../dbus/bus';
import { Variant } from '../dbus/types';
import type { Notice, Notifications } from './port';

/** Source: Desktop Notifications Specification 1.2, seen 2026-11. */
const service = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;
const signals = { sender: service.destination, path: service.path, interface: service.interface };

const urgencies = { low: 0, normal: 1, critical: 2 } as const;
/** The server decides how long it stays. */
const serversOwnTime = -1;

/** Other programs of the desktop may show this; `<b>` in a text must stay four characters. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Notifications with buttons, which Electron has not on Linux. Nothing here fails: without a bus or a server, `shown` is false.
 * @param desktopEntry the name of our .desktop file, by which desktops find the icon and the person's settings
 */
export function createFreedesktopNotifications(bus: Promise<Bus | null>, desktopEntry: string): Notifications {
  type Live = { readonly notice: Notice; readonly number: number };
  /** By our own id. */
  const live = new Map<string, Live>();
  /** One after another: what replaces another must know its number. */
  let last: Promise<unknown> = Promise.resolve();
  const ready = bus.then(listen).catch(() => null);

  async function listen(open: Bus | null): Promise<Bus | null> {
    if (open === null) return null;
    await open.onSignal({ ...signals, member: 'ActionInvoked' }, ({ body: [number, action] }) => {
      const found = byNumber(number);
      if (found !== undefined && typeof action === 'string') found.notice.onAction(action);
    });
    await open.onSignal({ ...signals, member: 'NotificationClosed' }, ({ body: [number] }) => {
      const found = byNumber(number);
      if (found === undefined) return;
      live.delete(found.notice.id);
      found.notice.onClose?.();
    });
    return open;
  }

  const byNumber = (number: unknown) => [...live.values()].find((one) => one.number === number);

  async function show(notice: Notice): Promise<boolean> {
    const open = await ready;
    if (open === null) return false;
    const [given] = await open.call({ ...service, member: 'GetCapabilities' });
    const capabilities = new Set(given as readonly unknown[]);
    const buttons =
      capabilities.has('actions') && notice.withoutButtons !== true
        ? ['default', 'Open', ...notice.actions.flatMap(({ id, title }) => [id, title])]
        : [];
    const hints = new Map([
      ['urgency', new Variant('y', urgencies[notice.urgency])],
      ['desktop-entry', new Variant('s', desktopEntry)],
    ]);
    const body = capabilities.has('body-markup') ? escapeMarkup(notice.body) : notice.body;
    const replaced = live.get(notice.id)?.number ?? 0;
    const [number] = await open.call({
      ...service,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: ['Keyhaven', replaced, desktopEntry, notice.title, body, buttons, hints, serversOwnTime],
    });
    live.set(notice.id, { notice, number: Number(number) });
    return true;
  }

  async function hide(notice: Notice): Promise<void> {
    const shown = live.get(notice.id);
    // It may have been replaced meanwhile, or be gone.
    if (shown?.notice !== notice) return;
    live.delete(notice.id);
    const open = await ready;
    await open?.call({ ...service, member: 'CloseNotification', signature: 'u', body: [shown.number] });
  }

  function inTurn<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    const done = last.then(work).catch(() => otherwise);
    last = done;
    return done;
  }

  return {
    notify: (notice) => ({
      shown: inTurn(() => show(notice), false),
      close: () => void inTurn(() => hide(notice), undefined),
    }),
  };
}
