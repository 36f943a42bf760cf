import { failureOf } from '../../base/failure';
import { dayMs, epochMsOf, hourMs, instantOf, type Instant } from '../../base/instants';
import type { Clock, Randomness } from '../../base/ports';
import type { QuietHours } from '../../contract/quiet';
import type { ReminderFileState, SnoozeTime } from '../../contract/reminders';
import type { OpenMode } from '../../contract/words';
import type { Keychain } from '../../keychain/keychain';
import { notSnoozed, snoozed } from './changes';
import type { DueKey } from './due';
import { createReminderFile, type FoundFile } from './file';
import { createFileKeys } from './file-key';
import { contentFor, headFor, keyBefore, problemOf, stateFrom, type OpenVault, type Rebuilt } from './open-side';
import type { Reminder } from './planner';
import { tellRound } from './round';
import { rowsOf, type Row } from './rows';
import type { RemindState } from './state';
import { createTurns } from './turns';
import type { Zone } from './zone';

export interface RemindersParts {
  /** The data folder, absolute. */
  readonly folder: string;
  /** Shown to whoever finds reminders being told. */
  readonly holder: string;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly zone: () => Zone;
  readonly preferences: () => Promise<{ readonly reminders: boolean; readonly quietHours: QuietHours | null }>;
  /** How the vault opens, by its file alone; null where there is none. */
  readonly mode: () => Promise<OpenMode | null>;
  /** What the open vault says; null while it is locked. */
  readonly open: () => Promise<OpenVault | null>;
  /** Keeps in the open vault what the file says, should that be lost. */
  readonly remember: (salt: Buffer, state: RemindState) => Promise<void>;
  /** The file had to be made anew. */
  readonly report: (why: Rebuilt) => Promise<unknown>;
}

/** What a look came to. */
export interface Look {
  readonly told: readonly Reminder[];
  /** Whether all that is needed could be read. */
  readonly file: ReminderFileState;
}

const snoozeMs = { hour: hourMs, day: dayMs, week: 7 * dayMs } as const satisfies Record<
  Exclude<SnoozeTime, 'none'>,
  number
>;

/** The ids of an open vault are the keys' own; in the file they may be others. */
type Side = 'open' | 'locked';

/** One time's work with everything that was read. */
interface View {
  readonly keys: readonly DueKey[];
  readonly state: RemindState;
  /** Whether the person may be told the names. */
  readonly names: boolean;
  readonly save: (state: RemindState) => Promise<void>;
}

export type Reminders = ReturnType<typeof createReminders>;

/** Reminding, with the vault open or locked. Errors: reminders.* */
export function createReminders(parts: RemindersParts) {
  const { folder, holder, keychain, clock, randomness, zone } = parts;
  const keys = createFileKeys({ keychain, randomness });
  const file = createReminderFile({ folder, keys, randomness });
  const withFile = createTurns({ folder, holder, clock, randomness, file });
  const nowMs = () => epochMsOf(clock.now());
  let fileState: ReminderFileState = 'none';
  /** Undefined: to be looked at anyway. */
  let nextMs: number | null | undefined;
  let lastLookMs = 0;
  /** What the disk or the keychain did not take; this process at least does not tell it twice. */
  const unsaved: Record<Side, RemindState | null> = { open: null, locked: null };
  let shown: readonly DueKey[] = [];

  /** Null where nothing can be read, so that nobody knows what is due. */
  async function viewOf(found: FoundFile): Promise<View | null> {
    const vault = await parts.open();
    if (vault !== null) return openView(found, vault);
    fileState = found.state;
    if (found.state !== 'whole') return null;
    const { head, content } = found;
    // What is not sealed anybody may have written; it is believed only where it must be so.
    if (
      head.key === null &&
      ((await parts.mode()) !== 'passphrase' || content.keys.some(({ label }) => label !== null))
    ) {
      fileState = 'damaged';
      return null;
    }
    const save = (state: RemindState) => write(() => file.write(head, { ...content, state }), 'locked', state);
    return { keys: content.keys, state: unsaved.locked ?? content.state, names: true, save };
  }

  async function openView(found: FoundFile, vault: OpenVault): Promise<View> {
    const problem = problemOf(found, vault);
    const head = await headFor(found, vault, keys).catch(() => null);
    const state = unsaved.open ?? stateFrom(found, vault, nowMs());
    const save = async (next: RemindState) => {
      if (head === null) {
        unsaved.open = next;
        fileState = 'keychain';
        return;
      }
      const content = contentFor(head, vault, next);
      const isSame =
        found.state === 'whole' &&
        found.head.key === head.key &&
        found.head.vaultId === head.vaultId &&
        JSON.stringify(found.content) === JSON.stringify(content);
      if (isSame) fileState = 'whole';
      else await write(() => file.write(head, content), 'open', next);
      const before = keyBefore(found, vault.id);
      if (head.key === null && before !== null) await keys.forget(vault.id, before);
    };
    await save(state);
    if (problem !== null && fileState === 'whole') await parts.report(problem);
    await parts.remember(vault.salt, state).catch(() => undefined);
    return { keys: vault.keys, state, names: vault.names, save };
  }

  async function write(writing: () => Promise<void>, side: Side, state: RemindState): Promise<void> {
    try {
      await writing();
      unsaved[side] = null;
      fileState = 'whole';
    } catch {
      unsaved[side] = state;
      fileState = 'unwritable';
    }
  }

  return {
    /** Whether it is time to look: costs nothing where it is not. */
    isTime(): boolean {
      const now = nowMs();
      return nextMs === undefined || now < lastLookMs || (nextMs !== null && now >= nextMs);
    },

    /** Something changed on which reminders depend. */
    changed: () => void (nextMs = undefined),

    /**
     * Tells what is due, once, through `show`, which answers whether the person was told.
     * @throws reminders.busy, reminders.unwritable
     */
    async look(show: (reminders: readonly Reminder[]) => Promise<boolean>): Promise<Look> {
      return withFile(async (found) => {
        lastLookMs = nowMs();
        nextMs = null;
        const view = await viewOf(found);
        shown = view === null ? [] : view.names ? view.keys : view.keys.map((key) => ({ ...key, label: null }));
        if (view === null) return { told: [], file: fileState };
        const { reminders: on, quietHours } = await parts.preferences();
        if (!on) return { told: [], file: fileState };
        const around = { quiet: quietHours, zone: zone() };
        const end = await tellRound({
          ...{ ...view, around, nowMs: lastLookMs },
          show: (due) => show(view.names ? due : due.map(withoutName)),
        });
        nextMs = end.nextMs;
        return { told: end.told, file: fileState };
      });
    },

    /** The keys with their dates; while the vault is locked, as far as the file tells. Also brings the file up to date. */
    async list(): Promise<{ rows: Row[]; next: Instant | null; file: ReminderFileState }> {
      return withFile(async (found) => {
        const view = await viewOf(found);
        if (view === null) return { rows: [], next: null, file: fileState };
        const next = typeof nextMs === 'number' ? instantOf(nextMs) : null;
        return { rows: rowsOf(view.keys, view.state, zone(), nowMs()), next, file: fileState };
      });
    },

    /** @returns until when, at the latest; null where that was taken back */
    async snooze(ids: readonly string[], time: SnoozeTime): Promise<Instant | null> {
      return withFile(async (found) => {
        const view = await viewOf(found);
        if (view === null) return null;
        const now = nowMs();
        const untilMs = time === 'none' ? null : now + snoozeMs[time];
        const known = new Set(view.keys.map(({ id }) => id));
        const which = ids.filter((id) => known.has(id));
        const state = untilMs === null ? notSnoozed(view.state, which, now) : snoozed(view.state, which, untilMs, now);
        await view.save(state);
        nextMs = undefined;
        return untilMs === null ? null : instantOf(untilMs);
      });
    },

    /** Before the vault closes, and after it changed: the file says what the vault says. Never throws. */
    async keepUp(): Promise<void> {
      await withFile(async (found) => {
        await viewOf(found);
      }).catch((error: unknown) => {
        if (failureOf(error).code !== 'reminders.busy') fileState = 'unwritable';
      });
    },

    /** The vault is closed: no label of its keys stays in memory. */
    forget(): void {
      shown = [];
      unsaved.open = null;
      nextMs = undefined;
    },

    /** The keys that were known at the last look, for whoever shows the next of them. */
    known: () => shown,
  };
}

const withoutName = (reminder: Reminder): Reminder => ({ ...reminder, key: { ...reminder.key, label: null } });
