import { join } from 'node:path';
import { createAuditLog } from './audit/audit-log';
import { createAuthorization } from './authorization/authorization';
import { createPace } from './authorization/pace';
import { fail, failureOf } from './base/failure';
import { minuteMs, secondMs } from './base/instants';
import type { Clipboard, Clock, Confirmation, ProcessLauncher, Randomness } from './base/ports';
import { acknowledgement, type AppInfo } from './contract/app';
import type { Audience, Need } from './contract/operation';
import type { VaultStatus } from './contract/vault';
import { KeychainTrouble, type OpenMode } from './contract/words';
import { createCredentials } from './credentials/store';
import { testCredentials } from './credentials/testing';
import { createDoor, type CallContext, type Caller, type Door, type DoorWorld } from './door';
import { exchangeList, exchangeOf, fieldProblem, isPractice } from './exchanges/catalogue/catalogue';
import { createExchangeTester } from './exchanges/exchange-tester';
import { createPracticeHome } from './exchanges/practice-home';
import { createDrafts } from './intake/drafts';
import { understand } from './intake/understand';
import { createAttempts } from './keychain/attempts';
import { createKeychain } from './keychain/keychain';
import type { KeychainPort } from './keychain/port';
import { createPreferences } from './preferences';
import { createVault } from './vault/create-vault';

/** What a shell hands in: everything that touches the world. */
export interface KeyhavenWorld {
  /** The data folder, absolute. */
  readonly home: string;
  /** Shown to whoever finds the vault in use: "the Keyhaven window (pid 12)". */
  readonly holder: string;
  /** How long to wait for another holder to end; without it the vault is busy at once. */
  readonly waitForVaultMs?: number;
  readonly app: Pick<AppInfo, 'version' | 'runtime' | 'runtimeVersion' | 'platform'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly keychain: KeychainPort;
  readonly launcher: ProcessLauncher;
  readonly clipboard: Clipboard;
  readonly confirmation: Confirmation;
  /** Opens an address of the catalogue in the person's browser. */
  readonly openLink: (address: string) => Promise<void>;
  /** The window's look changed. */
  readonly onAppearance: (appearance: AppInfo['appearance']) => void;
}

export interface Keyhaven {
  door(audience: Audience): Door;
  appearance(): Promise<AppInfo['appearance']>;
  onLocked(listener: () => void): () => void;
  /** Locks, clears the clipboard, ends the worker and the practice exchange. */
  close(): Promise<void>;
}

const clipboardClearsAfterMs = 30 * secondMs;
const revealHidesAfterMs = 20 * secondMs;
const revealPace = { most: 10, withinMs: minuteMs };
/** A lock is a lock also while a job hangs; what it has finished is kept when it ends within this. */
const jobsEndWithinMs = 2 * secondMs;

type Audit = CallContext['audit'];

/** The facade: joins the rooms and implements the contract, nothing else. */
export function createKeyhaven(world: KeyhavenWorld): Keyhaven {
  const { home: folder, clock, randomness, launcher, clipboard } = world;
  const keychain = createKeychain({ port: world.keychain, randomness });
  const vault = createVault({
    folder,
    keychain,
    clock,
    randomness,
    holder: world.holder,
    lockWaitMs: world.waitForVaultMs ?? 0,
  });
  const log = createAuditLog({ folder, clock });
  const preferences = createPreferences(folder);
  const exchanges = { exchangeOf, fieldProblem };
  const credentials = createCredentials({ vault, clock, randomness, exchanges });
  const drafts = createDrafts({ clock, randomness });
  const practice = createPracticeHome({ folder: join(folder, 'practice'), launcher, clock, randomness });
  const tester = createExchangeTester({ launcher, clock, practice });
  const authorization = createAuthorization({
    clock,
    confirmation: world.confirmation,
    hasPassphrase: () => openMode !== 'keychain',
    passphraseOpens: (passphrase) => vault.checkPassphrase(passphrase),
  });
  const attempts = createAttempts();
  const mayReveal = createPace(clock, revealPace);
  const lockListeners = new Set<() => void>();
  const doors: Door[] = [];

  vault.setAnchor(() => log.head());

  /** How the open vault opens; null while it is locked, and until its log is open too. */
  let openMode: OpenMode | null = null;
  let copying: Promise<void> = Promise.resolve();
  let change: Promise<unknown> = Promise.resolve();
  /** What the keychain said when the vault did not open; asking it again only when a person tries again keeps its dialogs away. */
  let trouble: KeychainTrouble | null = null;

  /** Opening and locking one after another, so that neither meets the other half done. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = change.then(work);
    change = turn.catch(() => undefined);
    return turn;
  }

  async function status(): Promise<VaultStatus> {
    const state = await vault.status();
    if (state.state !== 'open') return { ...state, trouble: state.trouble ?? trouble, credentials: null };
    if (openMode === null) return { ...state, state: 'locked', recoveryConfirmed: null, credentials: null };
    return { ...state, credentials: credentials.count() };
  }

  /** The vault is open only together with its log: where that cannot be written, the vault is closed again. */
  async function enter(audit: Audit): Promise<void> {
    const key = vault.auditKey();
    try {
      trouble = null;
      // Grants from before do not outlive a passphrase that was set anew.
      authorization.dropAll();
      const { mode } = await vault.status();
      credentials.count();
      await log.open(key, vault.anchoredHead(), vault.formerAuditKeys());
      await audit('', 'done');
      openMode = mode;
      await emptyBin();
    } catch (error) {
      await shut();
      throw error;
    } finally {
      key.fill(0);
    }
  }

  /** Wipes what has been in the bin for a day. What cannot be wiped now (the disk is full) is wiped at the next look. */
  async function emptyBin(): Promise<void> {
    const wiped = await credentials.wipeExpired().catch(() => []);
    for (const subject of wiped) {
      const entry = { actor: 'keyhaven', action: 'credential.wiped', subject, outcome: 'a day in the bin' } as const;
      await log.append(entry).catch(() => undefined);
    }
  }

  async function shut(): Promise<void> {
    openMode = null;
    try {
      await vault.lock();
    } finally {
      credentials.forget();
      await log.close();
    }
  }

  async function rememberTrouble<T>(opening: Promise<T>): Promise<T> {
    return opening.catch((error: unknown) => {
      trouble = troubleOf(failureOf(error).code);
      throw error;
    });
  }

  /** Every door is closed from the first moment on. Nothing that goes wrong on the way keeps the vault open. */
  async function lock(lastLine: () => Promise<void>): Promise<void> {
    const wasOpen = openMode !== null;
    openMode = null;
    // Nobody who locks or quits waits for a keychain that others wait for.
    attempts.cancel();
    authorization.dropAll();
    drafts.wipe();
    const cleared = copying.catch(() => undefined).then(() => clipboard.clearNow());
    const [clearing, shutting] = await Promise.allSettled([
      cleared,
      inTurn(async () => {
        await within(jobsEndWithinMs, Promise.all(doors.map((door) => door.endJobs())));
        if (wasOpen) await lastLine().catch(() => undefined);
        await shut();
      }),
    ]);
    for (const listener of lockListeners) listener();
    if (shutting.status === 'rejected') throw shutting.reason;
    if (clearing.status === 'rejected') throw fail('clipboard.notCleared');
  }

  function mustBeOpen(): void {
    if (openMode === null) throw fail('vault.locked');
  }

  function meet(need: Need, caller: Caller): void {
    if (need === 'nothing') return;
    mustBeOpen();
    if (need !== 'open vault') authorization.require(caller, need.authorization);
  }

  /** The present passphrase is asked for once more, also by whoever was authorized, where the vault has one. */
  async function knownPerson(passphrase: string | undefined): Promise<OpenMode> {
    const mode = openMode;
    if (mode === null) throw fail('vault.locked');
    if (mode === 'keychain') return mode;
    if (passphrase === undefined) throw fail('vault.passphraseNeeded');
    await authorization.throttled(async () => {
      if (!(await vault.checkPassphrase(passphrase))) throw fail('authorization.wrongPassphrase');
    });
    return mode;
  }

  /** What was granted by the old way in does not outlive it. */
  async function changed(): Promise<VaultStatus> {
    const { mode } = await vault.status();
    openMode = mode;
    authorization.dropAll();
    return status();
  }

  const acknowledged = () =>
    openMode !== null &&
    (vault.room('settings') as { runtimeAcknowledged?: string } | undefined)?.runtimeAcknowledged !== undefined;

  async function info(): Promise<AppInfo> {
    return {
      ...world.app,
      dataFolder: folder,
      realKeysAllowed: world.app.runtime !== 'evaluation' || acknowledged(),
      ...(await preferences.read()),
    };
  }

  async function testOne(id: string, signal: AbortSignal) {
    // The server is part of this program; where it does not start, the tester's diagnosis says so.
    if (isPractice(credentials.placeOf(id).exchange)) await practice.start().catch(() => undefined);
    if (signal.aborted) throw fail('job.cancelled');
    return tester.test(await credentials.fields(id), signal);
  }

  const handlers: DoorWorld['handlers'] = {
    'vault.status': () => status(),
    'vault.probeKeychain': async () => {
      // Whether there is a vault that can be read is another question.
      const found = await vault.status({ probeKeychain: true }).catch(() => null);
      const askedForEntry = found?.state === 'locked' && found.mode !== 'passphrase';
      return { trouble: askedForEntry ? found.trouble : await keychain.probe() };
    },
    'vault.create': ({ mode, passphrase }, { audit }) =>
      inTurn(async () => {
        const made = await vault.create({ mode, ...(passphrase !== undefined && { passphrase }) });
        // Nobody can show the code again, so it is answered also where the log does not open: the vault is locked then.
        await enter(audit).catch(() => audit('', 'done').catch(() => undefined));
        return made;
      }),
    'vault.confirmRecovery': async ({ code }) => {
      await vault.confirmRecovery(code);
      return {};
    },
    'vault.unlock': ({ passphrase }, { audit, caller }) =>
      attempts.run(caller.id, (signal) =>
        inTurn(async () => {
          // An open vault asks for no passphrase, so this must not count as a right one.
          if (openMode !== null) await audit('', 'open already');
          else {
            const how = passphrase === undefined ? { signal } : { signal, passphrase };
            await rememberTrouble(authorization.throttled(() => vault.unlock(how)));
            await enter(audit);
          }
          return status();
        }),
      ),
    'vault.cancelUnlock': async (_input, { caller }) => {
      attempts.cancel(caller.id);
      return {};
    },
    'vault.recover': ({ code, mode, passphrase }, { audit }) =>
      inTurn(async () => {
        await authorization.throttled(() =>
          vault.recover({ code, mode, ...(passphrase !== undefined && { passphrase }) }),
        );
        await enter(audit);
        return status();
      }),
    'vault.changePassphrase': ({ passphrase, newPassphrase }) =>
      inTurn(async () => {
        if (openMode === 'keychain') throw fail('vault.noPassphrase');
        const mode = await knownPerson(passphrase);
        await vault.changeOpening({ mode, passphrase: newPassphrase });
        return changed();
      }),
    'vault.changeMode': ({ mode, passphrase, newPassphrase = passphrase }, { about }) => {
      about(mode);
      return inTurn(async () => {
        await knownPerson(passphrase);
        await vault.changeOpening({ mode, ...(newPassphrase !== undefined && { passphrase: newPassphrase }) });
        return changed();
      });
    },
    // Both log before anything is changed, and answer the code also where the log fails after: nobody can show it again.
    'vault.newRecoveryCode': (_input, { audit }) =>
      inTurn(async () => {
        mustBeOpen();
        await audit('', 'begun');
        const made = await vault.newRecoveryCode();
        await audit('', 'done').catch(() => undefined);
        return made;
      }),
    'vault.leaked': ({ passphrase, newPassphrase }, { audit }) =>
      inTurn(async () => {
        await knownPerson(passphrase);
        await audit('', 'begun');
        let made = { recoveryCode: '' };
        await log.rekey(async () => {
          made = await vault.renewDataKey(newPassphrase === undefined ? {} : { passphrase: newPassphrase });
          return vault.auditKey();
        });
        await audit('', 'done').catch(() => undefined);
        await changed();
        return made;
      }),
    'vault.copies': async () => vault.oldCopies(),
    'vault.lock': async (_input, { audit }) => {
      await lock(() => audit('', 'done'));
      return {};
    },

    'authorization.give': async ({ kind, passphrase }, { caller, about }) => {
      about(kind);
      return { until: await authorization.give(caller, kind, passphrase) };
    },
    'authorization.method': async (_input, { caller }) => ({ method: authorization.method(caller.audience) }),

    'credential.list': async () => {
      await emptyBin();
      return credentials.list(clock.now());
    },
    'credential.get': async ({ id }) => credentials.get(id, clock.now()),
    'credential.add': async ({ draft, ...input }, { about }) => {
      if (!(await info()).realKeysAllowed) throw fail('runtime.unacknowledged');
      await emptyBin();
      const id = await credentials.add(input, draft === undefined ? {} : { pasted: drafts.fieldsOf(draft) });
      if (draft !== undefined) drafts.drop(draft);
      about(id);
      return { id };
    },
    'credential.edit': async (input, { about }) => {
      about(input.id);
      await credentials.edit(input);
      return {};
    },
    'credential.remove': async ({ id }, { about }) => {
      about(id);
      return { until: await credentials.remove(id) };
    },
    'credential.bin': async () => {
      await emptyBin();
      return credentials.bin(clock.now());
    },
    'credential.restore': async ({ id }, { about }) => {
      about(id);
      await credentials.restore(id);
      return {};
    },
    'credential.wipe': async ({ id }, { about }) => {
      about(id);
      const confirmed = await world.confirmation.confirm({
        title: `Wipe “${credentials.labelOf(id)}” for good?`,
        detail: 'It is taken out of every generation of the vault at once, and nothing brings it back.',
      });
      if (!confirmed) throw fail('authorization.denied');
      mustBeOpen();
      await credentials.wipe(id);
      return {};
    },
    'credential.test': async ({ ids }, { audit, report, signal }) => {
      return testCredentials({
        ids: credentials.idsOf(ids),
        signal,
        report,
        test: testOne,
        keep: async (outcomes) => {
          await credentials.recordTests(outcomes);
          // Together, so that they share one sync of the log.
          await Promise.all(
            outcomes.map(({ id, outcome }) =>
              audit(id, outcome.outcome === 'works' ? 'works' : outcome.diagnosis.code),
            ),
          );
        },
      });
    },
    // Both log before the secret leaves: a log that cannot be written keeps it in, and so does a lock meanwhile.
    'credential.copy': async ({ id, field }, { about, audit }) => {
      about(`${id} ${field}`);
      const value = await credentials.field(id, field);
      await audit(`${id} ${field}`, 'done');
      mustBeOpen();
      copying = clipboard.copySecret(value, clipboardClearsAfterMs);
      await copying;
      return { clearsAfterMs: clipboardClearsAfterMs };
    },
    'credential.reveal': async ({ id, field }, { about, audit }) => {
      about(`${id} ${field}`);
      mayReveal();
      const value = await credentials.field(id, field);
      await audit(`${id} ${field}`, 'done');
      mustBeOpen();
      return { value, hideAfterMs: revealHidesAfterMs };
    },

    'intake.readText': async ({ text }) => drafts.hold(understand(text)),
    'intake.readClipboard': async () => {
      const text = await clipboard.readText();
      // A draft that is held after the lock would be a secret that nobody drops.
      mustBeOpen();
      if (text.trim() === '') throw fail('clipboard.nothing');
      return drafts.hold(understand(text));
    },

    'exchange.list': async () => exchangeList(),

    'practice.status': () => practice.status(),
    'practice.start': () => practice.start(),
    'practice.stop': () => practice.stop(),
    'practice.fill': async (_input, { audit }) => {
      await emptyBin();
      const ids = [];
      for (const key of await practice.keys()) {
        const known = credentials.placeOfKey(key.exchange, key.fields.apiKey ?? '');
        if (known?.binned === true) await credentials.restore(known.id);
        const id = known?.id ?? (await credentials.add({ ...key, fields: { ...key.fields } }, { practice: true }));
        if (known?.binned !== false) await audit(id, known === null ? 'done' : 'restored');
        ids.push(id);
      }
      return { ids };
    },
    'practice.fault': ({ fault }, { about }) => {
      about(fault);
      return practice.setFault(fault);
    },

    'audit.list': ({ before, limit, filter }) =>
      log.list({ limit, ...(before !== undefined && { before }), ...(filter !== undefined && { filter }) }),
    'audit.verify': () => log.verify(vault.anchoredHead()),

    'app.info': () => info(),
    'app.acknowledgeRuntime': async ({ typed }) => {
      if (typed.trim() !== acknowledgement) throw fail('authorization.denied');
      await vault.save({
        rooms: { settings: { ...(vault.room('settings') ?? {}), runtimeAcknowledged: clock.now() } },
      });
      return info();
    },
    'app.setAppearance': async ({ appearance }) => {
      await preferences.write({ appearance });
      world.onAppearance(appearance);
      return info();
    },
    'link.open': async ({ credential }) => {
      const { keyPage } = credentials.placeOf(credential);
      if (keyPage !== null) await world.openLink(keyPage);
      return {};
    },
  };

  return {
    door: (audience) => {
      const door = createDoor(audience, {
        handlers,
        meet,
        record: (entry) => log.append(entry),
        forget: (caller) => {
          attempts.cancel(caller.id);
          authorization.drop(caller);
        },
        randomness,
      });
      doors.push(door);
      return door;
    },
    appearance: async () => (await preferences.read()).appearance,
    onLocked: (listener) => {
      lockListeners.add(listener);
      return () => lockListeners.delete(listener);
    },
    close: async () => {
      try {
        await lock(() => log.append({ actor: 'keyhaven', action: 'vault.locked', subject: '', outcome: 'closed' }));
      } finally {
        // After the lock, because a test whose worker is ended under it counts as failed.
        await Promise.allSettled([tester.dispose(), practice.close()]);
      }
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
