import type { AuditLog } from './audit/log';
import { fail, failureOf } from './base/failure';
import { secondMs } from './base/instants';
import type { CallContext } from './door';
import type { LockScope } from './contract/lock';
import type { VaultStatus } from './contract/vault';
import { KeychainTrouble, type OpenMode } from './contract/words';
import type { UnlockAttempt, Vault } from './vault/vault';

type Audit = CallContext['audit'];

export interface OpeningParts {
  readonly vault: Vault;
  readonly log: AuditLog;
  /** Before the vault closes: no save of the log's head is under way then. */
  readonly endAnchoring: () => Promise<void>;
  readonly credentialCount: () => number;
  /** The vault and its log are open; what throws keeps it closed. */
  readonly entered: () => Promise<void>;
  /** No grant outlives a lock, nor a passphrase that was set anew. */
  readonly dropGrants: () => void;
  /** Nobody who locks or quits waits for a keychain that others wait for. */
  readonly giveUpUnlocks: () => void;
  /** Before the vault closes: drafts, the clipboard. @throws clipboard.notCleared */
  readonly clear: () => Promise<void>;
  readonly endJobs: () => Promise<void>;
  /** What rooms keep in memory of an open vault. */
  readonly forget: () => void;
  /** Before the vault closes: no token is served any more, and what is known of them is written down. */
  readonly endBroker: () => Promise<unknown>;
  /** What goes on under a window lock, and ends with the vault. */
  readonly forgetGrants: () => void;
  /** The doors were closed or opened. */
  readonly changed: (state: 'locked' | 'opened') => void;
}

/** Throws where a lock was asked for since the turn was. @throws vault.locked */
export type MustStand = () => void;

/** Whether the vault is open, and for whom: opening, the two locks, and what stands between. */
export interface Opening {
  status(): Promise<VaultStatus>;
  /** How the open vault opens; null while it is locked. */
  mode(): OpenMode | null;
  isOpen(): boolean;
  /** @throws vault.locked */
  mustBeOpen(): void;
  /** Opening and locking one after another, so that neither meets the other half done. */
  inTurn<T>(work: (mustStand: MustStand) => Promise<T>): Promise<T>;
  /** To be called in turn, where the vault itself is open already. */
  enter(audit: Audit, mustStand: MustStand): Promise<void>;
  /** To be called in turn. `audit` is called once, for the line that says how it ended. */
  unlock(
    attempt: UnlockAttempt,
    throttled: <T>(work: () => Promise<T>) => Promise<T>,
    audit: Audit,
    mustStand: MustStand,
  ): Promise<void>;
  /** What comes to a locked vault and would lock it: an opening that is under way must not open it behind the person’s back. */
  overtake(): void;
  /** How the vault opens was changed: what the old way granted is dropped. */
  changed(): Promise<VaultStatus>;
  lock(stops: LockScope, lastLine: () => Promise<void>): Promise<void>;
  /** In turn: wipes what a window lock left open. */
  shut(): Promise<void>;
}

/** A lock is a lock also while a job hangs; what it has finished is kept when it ends within this. */
const jobsEndWithinMs = 2 * secondMs;

export function createOpening(parts: OpeningParts): Opening {
  const { vault, log } = parts;
  /** How the open vault opens; null until its log is open too. */
  let openMode: OpenMode | null = null;
  /** The window lock: the vault is open for what was granted to programs, and for nobody at a door. */
  let doorsClosed = false;
  let change: Promise<unknown> = Promise.resolve();
  /** What the keychain said when the vault did not open; asking it again only when a person tries again keeps its dialogs away. */
  let trouble: KeychainTrouble | null = null;
  /** How often it was locked: an opening that a lock overtook must not open. */
  let locks = 0;

  const mode = () => (doorsClosed ? null : openMode);

  function inTurn<T>(work: (mustStand: MustStand) => Promise<T>): Promise<T> {
    const locksBefore = locks;
    const turn = change.then(() =>
      work(() => {
        if (locks !== locksBefore) throw fail('vault.locked');
      }),
    );
    change = turn.catch(() => undefined);
    return turn;
  }

  async function status(): Promise<VaultStatus> {
    const state = await vault.status();
    if (state.state === 'open' && mode() !== null)
      return { ...state, goesOn: false, credentials: parts.credentialCount() };
    return {
      ...state,
      state: state.state === 'none' ? 'none' : 'locked',
      goesOn: openMode !== null,
      trouble: state.trouble ?? trouble,
      recoveryConfirmed: null,
      frozen: null,
      credentials: null,
    };
  }

  /** The vault is open only together with its log: where that cannot be written, the vault is closed again. */
  async function enter(audit: Audit, mustStand: MustStand): Promise<void> {
    const key = vault.auditKey();
    try {
      trouble = null;
      parts.dropGrants();
      const { mode: found } = await vault.status();
      parts.credentialCount();
      await log.open(key, vault.anchoredHead(), vault.formerAuditKeys());
      mustStand();
      await audit('', 'done');
      mustStand();
      openMode = found;
      doorsClosed = false;
      await parts.entered();
      parts.changed('opened');
    } catch (error) {
      await shut();
      throw error;
    } finally {
      key.fill(0);
    }
  }

  async function shut(): Promise<void> {
    openMode = null;
    doorsClosed = false;
    await parts.endAnchoring();
    // A vault that cannot be saved is closed all the same.
    await parts.endBroker().catch(() => undefined);
    try {
      await vault.lock();
    } finally {
      parts.forget();
      parts.forgetGrants();
      await log.close();
    }
  }

  async function rememberTrouble<T>(opening: Promise<T>): Promise<T> {
    return opening.catch((error: unknown) => {
      trouble = troubleOf(failureOf(error).code);
      throw error;
    });
  }

  return {
    status,
    mode,
    isOpen: () => mode() !== null,
    mustBeOpen: () => {
      if (mode() === null) throw fail('vault.locked');
    },
    inTurn,
    enter,
    shut,

    async unlock(attempt, throttled, audit, mustStand) {
      mustStand();
      // An open vault asks for no passphrase, so this must not count as a right one.
      if (mode() !== null) return audit('', 'open already');
      if (openMode === null) {
        await rememberTrouble(throttled(() => vault.unlock(attempt)));
        if (attempt.signal?.aborted !== true) return enter(audit, mustStand);
        await shut();
        mustStand();
        throw fail('keychain.cancelled');
      }
      // What opened the vault must be given again, from the keychain too.
      await rememberTrouble(throttled(() => vault.prove(attempt)));
      mustStand();
      if (attempt.signal?.aborted === true) throw fail('keychain.cancelled');
      trouble = null;
      await audit('', 'done');
      mustStand();
      doorsClosed = false;
      parts.changed('opened');
    },

    async changed() {
      const { mode: found } = await vault.status();
      // A lock that came meanwhile stands.
      if (openMode !== null) openMode = found;
      parts.dropGrants();
      return status();
    },

    overtake() {
      locks += 1;
      parts.giveUpUnlocks();
    },

    /** Every door is closed from the first moment on. Nothing that goes wrong on the way keeps the vault open. */
    async lock(stops, lastLine) {
      const wasOpen = openMode !== null;
      const staysOpen = stops === 'window' && wasOpen;
      const close = () => {
        if (staysOpen) doorsClosed = true;
        else openMode = null;
      };
      close();
      locks += 1;
      parts.giveUpUnlocks();
      parts.dropGrants();
      // Windows take down what they show at once, however long the rest takes.
      parts.changed('locked');
      const [clearing, shutting] = await Promise.allSettled([
        parts.clear(),
        inTurn(async () => {
          // What was in turn before may have opened a door again.
          close();
          await within(jobsEndWithinMs, parts.endJobs());
          if (wasOpen) await lastLine().catch(() => undefined);
          if (staysOpen) parts.forget();
          else await shut();
        }),
      ]);
      if (shutting.status === 'rejected') throw shutting.reason;
      if (clearing.status === 'rejected') throw fail('clipboard.notCleared');
    },
  };
}

/** Waits for `work`, but no longer than `ms`. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, limit]);
  clearTimeout(timer);
}

/** `keychain.noService` as the trouble it names; null for every other code. */
function troubleOf(code: string): KeychainTrouble | null {
  const parsed = KeychainTrouble.safeParse(code.replace(/^keychain\./, ''));
  return parsed.success ? parsed.data : null;
}
