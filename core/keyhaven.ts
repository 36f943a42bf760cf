import { isOtherProcess, type Caller } from './authorization/caller';
import type { ChangeKind, Preferences, Wish } from './contract/app';
import type { LockReason } from './contract/lock';
import type { Audience, Operation } from './contract/operation';
import { createDoor, type Door } from './door';
import { appHandlers } from './handlers/app';
import { auditHandlers } from './handlers/audit';
import { authorizationHandlers } from './handlers/authorization';
import { credentialHandlers } from './handlers/credentials';
import { exchangeHandlers } from './handlers/exchanges';
import { healthHandlers } from './handlers/health';
import { reminderHandlers } from './handlers/reminders';
import { rotationStepHandlers } from './handlers/rotation-steps';
import { rotationHandlers } from './handlers/rotation';
import { tokenHandlers } from './handlers/tokens';
import { vaultHandlers } from './handlers/vault';
import { locksFor, type Happening } from './locking';
import { createRooms } from './rooms';
import type { KeepingAlive } from './rotation/due/keeping-alive';
import type { Reminders } from './rotation/reminders/reminders';
import type { AlarmListener } from './tokens/alarms';
import type { KeyhavenWorld } from './world';

export interface Keyhaven {
  door(audience: Audience): Door;
  preferences(): Promise<Preferences>;
  /** What kind of thing changed; the answer unsubscribes. */
  onChange(listener: (kind: ChangeKind) => void): () => void;
  onLocked(listener: () => void): () => void;
  /** An alarm that is told outside the window too; the answer unsubscribes. */
  onAlarm(listener: AlarmListener): () => void;
  /** What is due, also while the vault is locked. */
  readonly reminders: Pick<Reminders, 'changed' | 'isTime' | 'known' | 'look' | 'snooze'>;
  /** Uses keys before they die of disuse, where the person allowed it. */
  readonly keepingAlive: Pick<KeepingAlive, 'isTime' | 'look'>;
  /** A person wants to go somewhere in the window. */
  wish(wish: Wish): void;
  /** Something happened that may lock the vault: the settings in it decide. `idleMs`: how long nobody has touched the computer. */
  happened(what: Happening, idleMs?: number): Promise<void>;
  /** One line of the audit log that no operation writes, such as what was refused before it reached a door. */
  record(action: string, subject: string, outcome: string): Promise<void>;
  /** Locks, clears the clipboard, ends the worker and the practice exchange. */
  close(): Promise<void>;
}

/** The facade: joins the rooms and implements the contract, nothing else. */
export function createKeyhaven(world: KeyhavenWorld): Keyhaven {
  const doors: Door[] = [];
  const rooms = createRooms(world, {
    endJobs: async () => {
      await Promise.all(doors.map((door) => door.endJobs()));
    },
  });
  const { attempts, authorization, changes, log, opening, practice, preferences, settings, tester, tokens } = rooms;

  const handlers = {
    ...vaultHandlers(rooms),
    ...authorizationHandlers(rooms),
    ...credentialHandlers(rooms),
    ...healthHandlers(rooms),
    ...rotationHandlers(rooms),
    ...reminderHandlers(rooms),
    ...exchangeHandlers(rooms),
    ...tokenHandlers(rooms),
    ...rotationStepHandlers(rooms),
    ...auditHandlers(rooms),
    ...appHandlers(rooms),
  };

  function meet({ audience, answersLocked }: Operation, caller: Caller, input: unknown): void {
    const need = audience[caller.audience];
    if (need === 'nothing') {
      // A program of the same person gets no more of a locked vault than whether it is one.
      if (isOtherProcess(caller) && answersLocked !== true) opening.mustBeOpen();
      return;
    }
    opening.mustBeOpen();
    if (need === undefined || need === 'open vault') return;
    const { id, credential } = input as { id?: string; credential?: string };
    // What is done to a token is authorized for the key that it is for.
    const about = credential ?? (id === undefined ? undefined : (tokens.credentialOf(id) ?? id));
    authorization.require(caller, need.authorization, about);
  }

  const record = async (entry: Parameters<typeof log.append>[0]) => {
    await log.append(entry);
    changes.tell('audit');
  };

  /** The program that a token was made for is gone; one that is over already stays as it is. */
  async function ownerGone(id: string): Promise<void> {
    try {
      await rooms.ending.end(id, 'revoke', 'processEnded');
      await record({ actor: 'keyhaven', action: 'token.revoked', subject: id, outcome: 'its program has ended' });
    } catch {
      // The vault is locked or cannot be saved: by its own expiry it ends all the same.
    }
  }

  const lockedBy = (reason: LockReason) => () =>
    record({ actor: 'keyhaven', action: 'vault.locked', subject: '', outcome: reason });

  return {
    door: (audience) => {
      const door = createDoor(audience, {
        handlers,
        meet,
        record,
        forget: (caller) => {
          attempts.cancel(caller.id);
          authorization.drop(caller);
          for (const id of rooms.owners.gone(caller)) void ownerGone(id);
        },
        randomness: world.randomness,
      });
      doors.push(door);
      return door;
    },
    preferences: () => preferences.read(),
    onChange: (listener) => changes.listen(listener),
    onLocked: (listener) => rooms.onLocked(listener),
    onAlarm: (listener) => rooms.alarms.listen(listener),
    reminders: rooms.reminders,
    keepingAlive: rooms.keepingAlive,
    wish: (wish) => rooms.wishes.set(wish),
    happened: async (reason, idleMs) => {
      if (!opening.isOpen()) {
        // Nobody who left knows of an unlock that is still under way.
        if (reason === 'suspend' || reason === 'screenLock') opening.overtake();
        return;
      }
      const chosen = settings.lock();
      if (locksFor(reason, chosen, idleMs)) await opening.lock(chosen.stops, lockedBy(reason));
    },
    record: (action, subject, outcome) => record({ actor: 'keyhaven', action, subject, outcome }),
    close: async () => {
      for (const door of doors) door.endFeeds();
      try {
        await opening.lock('everything', lockedBy('closed'));
      } finally {
        // After the lock, because a test whose worker is ended under it counts as failed.
        await Promise.allSettled([tester.dispose(), practice.close()]);
      }
    },
  };
}
