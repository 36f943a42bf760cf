import { systemClock } from '../core/base/clock';
import { fail } from '../core/base/failure';
import { epochMsOf, instantOf } from '../core/base/instants';
import { systemRandomness } from '../core/base/random';
import { createKeychain } from '../core/keychain/keychain';
import { createKeytarPort } from '../core/keychain/keytar-adapter';
import { createPreferences } from '../core/preferences';
import { remindersBeside } from '../core/rotation/reminders/beside';
import type { Reminder } from '../core/rotation/reminders/planner';
import type { Row } from '../core/rotation/reminders/rows';
import { textsFor, whatComes } from '../core/rotation/reminders/texts';
import { sessionBusPaths } from '../electron/platform/dbus/address';
import { connectBus, type Bus } from '../electron/platform/dbus/bus';
import { createFreedesktopNotifications } from '../electron/platform/notifications/freedesktop';
import type { ExitName } from './exit-codes';
import type { Session } from './session';
import { table } from './table';
import { dayText } from './words';

/** Tells out of the file beside the vault. @throws reminders.*, vault.none */
export async function remindFrom(session: Session, notify: boolean): Promise<ExitName> {
  const { home: folder } = session;
  const reminders = remindersBeside({
    folder,
    holder: `keyhaven in a terminal (pid ${process.pid})`,
    keychain: createKeychain({ port: createKeytarPort(), randomness: systemRandomness }),
    clock: systemClock,
    randomness: systemRandomness,
  });
  const told = notify ? await notifyDesktop(reminders, folder) : null;
  const { rows, file } = await reminders.list();
  if (file !== 'whole') throw fail((await hasVault(session)) ? 'reminders.unreadable' : 'vault.none');
  const near = rows.filter(({ stage, snoozedUntil }) => stage !== null && snoozedUntil === null);
  const nowMs = epochMsOf(systemClock.now());
  session.output.value({ told, reminders: near.map(asJson) }, () => human(near, told, session));
  if (near.length === 0) return 'ok';
  return near.some(({ reason }) => reason.atMs <= nowMs) ? 'critical' : 'high';
}

const hasVault = async (session: Session) => (await session.call('vault.status', {})).state !== 'none';

/** Nobody is there to hear a button when this command has ended. */
const silent = { actions: [], onAction: () => undefined, withoutButtons: true } as const;

/** @returns how many keys the person was told of. @throws reminders.notShown where there was something, and no desktop */
async function notifyDesktop(reminders: ReturnType<typeof remindersBeside>, folder: string): Promise<number> {
  const { privateNotifications } = await createPreferences(folder).read();
  const bus = await openBus();
  const notifications = createFreedesktopNotifications(Promise.resolve(bus), 'keyhaven-desktop');
  const outcomes: boolean[] = [];
  const show = async (due: readonly Reminder[]) => {
    const saying = { names: !privateNotifications, locked: due.every(({ key }) => key.label === null) };
    const texts = textsFor(due, saying, systemClock.now());
    const shown = await Promise.all(
      texts.map(({ id, title, body, urgency }) => notifications.notify({ ...silent, id, title, body, urgency }).shown),
    );
    outcomes.push(...shown);
    return !shown.includes(false);
  };
  try {
    const { told } = await reminders.look(show);
    if (outcomes.includes(false)) throw fail('reminders.notShown');
    return told.length;
  } finally {
    bus?.close();
  }
}

/** The bus of the desktop session; null where there is none, as on macOS and Windows, where the app alone notifies. */
async function openBus(): Promise<Bus | null> {
  const uid = process.getuid?.();
  if (process.platform !== 'linux' || uid === undefined) return null;
  return connectBus(sessionBusPaths(process.env), uid).catch(() => null);
}

const asJson = ({ key, reason, stage, told }: Row) => ({
  ...{ label: key.label, exchange: key.exchangeName, at: instantOf(reason.atMs), kind: reason.kind, why: reason.text },
  ...{ stage, told },
});

function human(near: readonly Row[], told: number | null, { style }: Session): string {
  const now = systemClock.now();
  const first =
    told === null
      ? []
      : [
          told === 0
            ? 'Nothing new to tell on the desktop.'
            : `Told on the desktop: ${told === 1 ? '1 key' : `${String(told)} keys`}.`,
        ];
  if (near.length === 0) return [...first, 'No key is near its date.'].join('\n');
  const rows = near.map(({ key, reason }) => [
    dayText(instantOf(reason.atMs)),
    whatComes(key, reason, now),
    key.exchangeName ?? '-',
    reason.text ?? 'unlock the vault to see which key it is',
  ]);
  return [...first, table(['DATE', 'WHAT', 'EXCHANGE', 'WHY'], rows, style)].join('\n');
}
