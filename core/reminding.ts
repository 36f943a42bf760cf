import { minuteMs, secondMs } from './base/instants';
import type { Changes } from './changes';
import type { ChangeKind } from './contract/app';
import type { OpenMode } from './contract/words';
import type { Reminders } from './rotation/reminders/reminders';

export interface RemindingParts {
  readonly reminders: Pick<Reminders, 'changed' | 'forget' | 'keepUp'>;
  readonly changes: Pick<Changes, 'listen'>;
  /** Whether this process stays; one that runs a single command writes once, when it closes the vault. */
  readonly stays: boolean;
}

/** How soon the file follows what changed, of whatever reminders depend on. A token at work changes its last use all the time. */
const followsAfterMs: Partial<Record<ChangeKind, number>> = {
  vault: secondMs,
  credentials: secondMs,
  preferences: secondMs,
  tokens: minuteMs,
};
/** A lock does not wait longer for it: a keychain may be frozen. */
const closesWithinMs = 2 * secondMs;

/** Keeps the file of reminders true while the vault is open, and until it closes. */
export function createReminding({ reminders, changes, stays }: RemindingParts) {
  let timer: NodeJS.Timeout | null = null;
  let dueMs = Infinity;
  let behind = false;
  let openedMode: OpenMode | null = null;

  function keepUp(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    dueMs = Infinity;
    behind = false;
    reminders.changed();
    return reminders.keepUp();
  }

  changes.listen((kind) => {
    const afterMs = followsAfterMs[kind];
    if (afterMs === undefined) return;
    behind ||= kind === 'credentials';
    if (!stays) return;
    reminders.changed();
    const atMs = performance.now() + afterMs;
    if (atMs >= dueMs) return;
    if (timer !== null) clearTimeout(timer);
    dueMs = atMs;
    timer = setTimeout(() => void keepUp(), afterMs).unref();
  });

  return {
    opened(mode: OpenMode | null): void {
      openedMode = mode;
      if (stays) void keepUp();
    },
    /** Before the vault closes. Never throws. */
    async closing(mode: OpenMode | null): Promise<void> {
      // What a passphrase alone opens from now on must not leave names in the file.
      const isBehind = behind || timer !== null || mode !== openedMode;
      if (openedMode === null || !isBehind) return;
      let limit: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (limit = setTimeout(resolve, closesWithinMs)));
      await Promise.race([keepUp(), late]);
      clearTimeout(limit);
    },
    /** The vault is closed: nothing more to follow. */
    closed(): void {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      dueMs = Infinity;
      openedMode = null;
      reminders.forget();
    },
  };
}
