import { secondMs } from '../core/base/instants';
import type { Clock } from '../core/base/ports';
import type { ChangeKind, Preferences, Wish } from '../core/contract/app';
import type { VaultStatus } from '../core/contract/vault';
import type { Keyhaven } from '../core/keyhaven';
import { textsFor, type ReminderText } from '../core/rotation/reminders/texts';
import { notices } from './notices';
import type { Notifications } from './platform/notifications/port';
import type { Duty } from './ticker';

/** What a person does from a notification. */
export interface ReminderActions {
  /** `credential` null: all keys. */
  readonly go: (wish: Wish) => void;
  readonly snooze: (keys: readonly string[]) => void;
}

export interface RemindingParts {
  readonly reminders: Keyhaven['reminders'];
  readonly clock: Clock;
  readonly notifications: Notifications;
  readonly preferences: () => Promise<Pick<Preferences, 'privateNotifications'>>;
  readonly status: () => Promise<Pick<VaultStatus, 'state'>>;
  readonly actions: ReminderActions;
  readonly showWindow: () => void;
  readonly onChange: (listener: (kind: ChangeKind) => void) => unknown;
  /** What is known of due keys may have changed. */
  readonly looked: () => void;
}

const buttons = {
  alone: [
    { id: 'rotate', title: 'Rotate…' },
    { id: 'snooze', title: 'Tomorrow' },
  ],
  many: [{ id: 'snooze', title: 'Tomorrow' }],
} as const;

/** Testing all keys changes the list many times a second. */
const togetherMs = 2 * secondMs;

const dependsOn: readonly ChangeKind[] = ['vault', 'credentials', 'preferences', 'reminders'];

/** Tells reminders on the desktop, with the window closed and the vault locked too. */
export function startReminding(parts: RemindingParts): Duty {
  const { reminders, clock, notifications, preferences, status, onChange } = parts;
  let soon: NodeJS.Timeout | null = null;
  let toldOfTrouble = false;

  async function show(text: ReminderText): Promise<boolean> {
    const isAlone = text.keys.length === 1;
    const onAction = (action: string) => {
      if (action === 'snooze') parts.actions.snooze(text.keys);
      else parts.actions.go({ credential: text.opens, rotate: action === 'rotate' });
    };
    const { id, title, body, urgency } = text;
    return notifications.notify({ id, title, body, urgency, actions: isAlone ? buttons.alone : buttons.many, onAction })
      .shown;
  }

  async function look(): Promise<void> {
    const { file } = await reminders.look(async (due) => {
      const { privateNotifications } = await preferences();
      const { state } = await status();
      const saying = { names: !privateNotifications, locked: state !== 'open' };
      const shown = await Promise.all(textsFor(due, saying, clock.now()).map(show));
      return shown.every((one) => one);
    });
    // Without a vault there is no file, and nothing to remind of.
    const isLocked = (await status()).state === 'locked';
    tellTrouble(isLocked && file !== 'whole' && file !== 'unwritable');
    parts.looked();
  }

  /** Once for as long as it lasts. */
  function tellTrouble(cannot: boolean): void {
    if (cannot && !toldOfTrouble)
      notifications.notify({ id: 'cannotRemind', ...notices.cannotRemind, onAction: parts.showWindow });
    toldOfTrouble = cannot;
  }

  onChange((kind) => {
    if (!dependsOn.includes(kind) || soon !== null) return;
    soon = setTimeout(() => {
      soon = null;
      // What could not be told now is told at a later look.
      look().catch(() => undefined);
    }, togetherMs);
  });
  return { isTime: () => reminders.isTime(), look };
}

/** Also while the vault is locked: the log takes it in at the next opening. */
export async function snoozeTillTomorrow(keyhaven: Keyhaven, keys: readonly string[]): Promise<void> {
  await keyhaven.reminders.snooze(keys, 'day');
  const [only] = keys;
  await keyhaven.record('reminders.snoozed', keys.length === 1 ? (only ?? '') : `${String(keys.length)} keys`, 'day');
}
