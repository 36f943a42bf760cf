import { join } from 'node:path';
import { createAuditLog } from './audit/audit-log';
import { createAuthorization } from './authorization/authorization';
import { fail, failureOf } from './base/failure';
import type { Clipboard, Clock, Confirmation, ProcessLauncher, Randomness } from './base/ports';
import { acknowledgement, type AppInfo } from './contract/app';
import type { Audience, Need } from './contract/operation';
import type { VaultStatus } from './contract/vault';
import { KeychainTrouble } from './contract/words';
import { createCredentials } from './credentials/store';
import { testCredentials } from './credentials/testing';
import { createDoor, type Caller, type Door, type DoorWorld } from './door';
import { exchangeList, exchangeOf, fieldProblem, isPractice } from './exchanges/catalogue/catalogue';
import { createExchangeTester } from './exchanges/exchange-tester';
import { createPracticeHome } from './exchanges/practice-home';
import { createDrafts } from './intake/drafts';
import { understand } from './intake/understand';
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

const clipboardClearsAfterMs = 30_000;
const revealHidesAfterMs = 20_000;

/** The facade: joins the rooms and implements the contract, nothing else. */
export function createKeyhaven(world: KeyhavenWorld): Keyhaven {
  const { home: folder, clock, randomness, launcher, clipboard } = world;
  const keychain = createKeychain({ port: world.keychain, randomness });
  const vault = createVault({ folder, keychain, clock, randomness, holder: world.holder });
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
    hasPassphrase: () => mode !== 'keychain',
    passphraseOpens: (passphrase) => vault.checkPassphrase(passphrase),
  });
  const lockListeners = new Set<() => void>();

  vault.setAnchor(() => log.head());

  let isOpen = false;
  let mode: VaultStatus['mode'] = null;
  /** What the keychain said when the vault did not open; asking it again only when a person tries again keeps its dialogs away. */
  let trouble: KeychainTrouble | null = null;

  async function status(): Promise<VaultStatus> {
    const state = await vault.status();
    isOpen = state.state === 'open';
    mode = state.mode;
    return {
      ...state,
      trouble: isOpen ? null : (state.trouble ?? trouble),
      credentials: isOpen ? credentials.count() : null,
    };
  }

  async function opened(): Promise<VaultStatus> {
    trouble = null;
    await log.open(vault.auditKey(), vault.anchoredHead());
    return status();
  }

  async function rememberTrouble<T>(opening: Promise<T>): Promise<T> {
    return opening.catch((error: unknown) => {
      trouble = troubleOf(failureOf(error).code);
      throw error;
    });
  }

  async function lock(): Promise<void> {
    authorization.dropAll();
    drafts.wipe();
    await clipboard.clearNow();
    await vault.lock();
    credentials.forget();
    await log.close();
    isOpen = false;
    for (const listener of lockListeners) listener();
  }

  function meet(need: Need, caller: Caller): void {
    if (need === 'nothing') return;
    if (!isOpen) throw fail('vault.locked');
    if (need !== 'open vault') authorization.require(caller, need.authorization);
  }

  const acknowledged = () =>
    isOpen &&
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
    const { exchange, fields } = await credentials.fields(id);
    // The server is part of this program; where it does not start, the tester's diagnosis says so.
    if (isPractice(exchange)) await practice.start().catch(() => undefined);
    return tester.test({ exchange, fields }, signal);
  }

  const handlers: DoorWorld['handlers'] = {
    'vault.status': () => status(),
    'vault.create': async ({ mode: chosen, passphrase }) => {
      const made = await vault.create({ mode: chosen, ...(passphrase !== undefined && { passphrase }) });
      await opened();
      return made;
    },
    'vault.confirmRecovery': async ({ code }) => {
      await vault.confirmRecovery(code);
      return {};
    },
    'vault.unlock': async ({ passphrase }) => {
      const how = passphrase === undefined ? {} : { passphrase };
      await rememberTrouble(authorization.throttled(() => vault.unlock(how)));
      return opened();
    },
    'vault.recover': async ({ code, mode: chosen, passphrase }) => {
      await authorization.throttled(() =>
        vault.recover({ code, mode: chosen, ...(passphrase !== undefined && { passphrase }) }),
      );
      return opened();
    },
    'vault.lock': async (_input, { audit }) => {
      if (isOpen) await audit('', 'done');
      await lock();
      return {};
    },

    'authorization.give': async ({ kind, passphrase }, { caller, about }) => {
      about(kind);
      return { until: await authorization.give(caller, kind, passphrase) };
    },
    'authorization.method': async (_input, { caller }) => ({ method: authorization.method(caller.audience) }),

    'credential.list': async () => credentials.list(clock.now()),
    'credential.get': async ({ id }) => credentials.get(id, clock.now()),
    'credential.add': async ({ draft, ...input }, { about }) => {
      if (!(await info()).realKeysAllowed) throw fail('runtime.unacknowledged');
      const id = await credentials.add(input, draft === undefined ? {} : { pasted: drafts.fieldsOf(draft) });
      if (draft !== undefined) drafts.drop(draft);
      about(id);
      return { id };
    },
    'credential.test': async ({ ids }, { audit, report, signal }) => {
      const chosen = ids ?? credentials.list(clock.now()).map(({ id }) => id);
      return testCredentials({
        ids: chosen,
        signal,
        report,
        test: testOne,
        keep: async (outcomes) => {
          await credentials.recordTests(outcomes);
          for (const { id, outcome } of outcomes) {
            await audit(id, outcome.outcome === 'works' ? 'works' : outcome.diagnosis.code);
          }
        },
      });
    },
    // Both log before the secret leaves: a log that cannot be written keeps it in.
    'credential.copy': async ({ id, field }, { about, audit }) => {
      about(`${id} ${field}`);
      const value = await credentials.field(id, field);
      await audit(`${id} ${field}`, 'done');
      await clipboard.copySecret(value, clipboardClearsAfterMs);
      return { clearsAfterMs: clipboardClearsAfterMs };
    },
    'credential.reveal': async ({ id, field }, { about, audit }) => {
      about(`${id} ${field}`);
      const value = await credentials.field(id, field);
      await audit(`${id} ${field}`, 'done');
      return { value, hideAfterMs: revealHidesAfterMs };
    },

    'intake.readText': async ({ text }) => drafts.hold(understand(text)),
    'intake.readClipboard': async () => {
      const text = await clipboard.readText();
      if (text.trim() === '') throw fail('clipboard.nothing');
      return drafts.hold(understand(text));
    },

    'exchange.list': async () => exchangeList(),

    'practice.status': () => practice.status(),
    'practice.start': () => practice.start(),
    'practice.stop': () => practice.stop(),
    'practice.fill': async (_input, { audit }) => {
      const ids = [];
      for (const key of await practice.keys()) {
        const known = credentials.idOfKey(key.exchange, key.fields.apiKey ?? '');
        const id = known ?? (await credentials.add({ ...key, fields: { ...key.fields } }, { practice: true }));
        if (known === null) await audit(id, 'done');
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
      const { keyPage } = await credentials.get(credential, clock.now());
      if (keyPage !== null) await world.openLink(keyPage);
      return {};
    },
  };

  return {
    door: (audience) =>
      createDoor(audience, {
        handlers,
        meet,
        record: (entry) => log.append(entry),
        forget: (callerId) => authorization.drop(callerId),
        randomness,
      }),
    appearance: async () => (await preferences.read()).appearance,
    onLocked: (listener) => {
      lockListeners.add(listener);
      return () => lockListeners.delete(listener);
    },
    close: async () => {
      await lock();
      await tester.dispose();
      await practice.close();
    },
  };
}

/** `keychain.noService` as the trouble it names; null for every other code. */
function troubleOf(code: string): KeychainTrouble | null {
  const parsed = KeychainTrouble.safeParse(code.replace(/^keychain\./, ''));
  return parsed.success ? parsed.data : null;
}
