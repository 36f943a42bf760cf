import { join } from 'node:path';
import { createAnchoring } from './audit/anchoring';
import { createAuditLog } from './audit/audit-log';
import { createAuthorization } from './authorization/authorization';
import { createPace } from './authorization/pace';
import { createWrongAttempts } from './authorization/wrong-attempts';
import { fail, failureOf } from './base/failure';
import { minuteMs } from './base/instants';
import { createBrokering } from './brokering';
import { createChanges } from './changes';
import type { OpenMode } from './contract/words';
import { createCopying } from './copying';
import { createCredentials } from './credentials/store';
import { exchangeOf, fieldProblem } from './exchanges/catalogue/catalogue';
import { createExchangeTester } from './exchanges/exchange-tester';
import { createPracticeHome } from './exchanges/practice-home';
import { createDrafts } from './intake/drafts';
import { createAttempts } from './keychain/attempts';
import { testOne } from './handlers/test-one';
import { createKeychain } from './keychain/keychain';
import { createOpening } from './opening';
import { createPreferences } from './preferences';
import { createReminding } from './reminding';
import { createKeepingAlive } from './rotation/due/keeping-alive';
import { createHere, systemZone } from './rotation/due/zone';
import { dueKeysOf } from './rotation/reminders/due-keys';
import { createMemory } from './rotation/reminders/memory';
import { createReminders } from './rotation/reminders/reminders';
import { createRulesHome } from './rules/rules-home';
import { createRotations } from './rotation/steps/rotations';
import { createSettings } from './settings';
import { createAlarms } from './tokens/alarms';
import { createEnding } from './tokens/ending';
import { createTokenEvents } from './tokens/events';
import { createHearing } from './tokens/hearing';
import { freePort } from './tokens/free-port';
import { createOwners } from './tokens/owners';
import { createTokens } from './tokens/tokens';
import { usesOf } from './tokens/uses';
import { createVault } from './vault/create-vault';
import { createWishes } from './wishes';
import type { KeyhavenWorld } from './world';

const revealPace = { most: 10, withinMs: minuteMs };

/** Every room, put together. */
export function createRooms(world: KeyhavenWorld, doors: { endJobs(): Promise<void> }) {
  const { home: folder, clock, randomness, launcher } = world;
  const changes = createChanges();
  const keychain = createKeychain({ port: world.keychain, randomness });
  const log = createAuditLog({ folder, clock, onAppended: () => anchoring.appended() });
  const vault = createVault({
    folder,
    keychain,
    clock,
    randomness,
    holder: world.holder,
    lockWaitMs: world.waitForVaultMs ?? 0,
    saved: (rooms) => {
      if (rooms.includes('credentials')) changes.tell('credentials');
    },
  });
  vault.setAnchor(() => log.head());
  const anchoring = createAnchoring({
    clock,
    head: () => log.head(),
    anchored: () => vault.anchoredHead(),
    anchorNow: () => vault.save({}),
  });
  const rules = createRulesHome(folder);
  const zone = createHere(world.zone ?? systemZone);
  const credentials = createCredentials({
    ...{ vault, clock, randomness, exchanges: { exchangeOf, fieldProblem } },
    judging: { rules: rules.book, tokens: () => usesOf(tokens), zone },
  });
  const preferences = createPreferences(folder);
  const memory = createMemory({ vault, randomness });
  const reminders = createReminders({
    ...{ folder, holder: world.holder, keychain, clock, randomness },
    zone: () => zone().offsetMs,
    preferences: () => preferences.read(),
    mode: async () => (await vault.status()).mode,
    open: async () => {
      const { state, mode } = await vault.status();
      if (state !== 'open' || mode === null) return null;
      const { salt, remembered } = memory.read();
      const keys = dueKeysOf(credentials.judged(clock.now()));
      const names = mode !== 'passphrase' || opening.isOpen();
      return { id: vault.id(), mode, keys, names, salt, remembered };
    },
    remember: (salt, state) => memory.keep(salt, state),
    report: (why) => say('reminders.rebuilt', why),
  });
  const reminding = createReminding({ reminders, changes, stays: world.app.server !== 'none' });
  const rotations = createRotations({ credentials, clock, randomness });
  const drafts = createDrafts({ clock, randomness });
  const copying = createCopying(world.clipboard);
  const practice = createPracticeHome({ folder: join(folder, 'practice'), launcher, clock, randomness });
  const tester = createExchangeTester({ launcher, clock, practice });
  const tokens = createTokens({
    ...{ vault, clock, randomness, credentials },
    freePort: (taken) => freePort(taken, randomness),
    changed: () => changes.tell('tokens'),
  });
  const events = createTokenEvents(() => clock.now());
  const broker = createBrokering({
    ...{ folder, vault, clock, randomness, tokens, practice },
    serves: world.app.server !== 'none',
    hear: (heard) => hear(heard),
    say,
    endExpired: () => ending.endExpired(),
  });
  const ending = createEnding({ tokens, broker, events });
  const owners = createOwners();
  const alarms = createAlarms({
    events,
    nowMs: () => tokens.nowMs(),
    labelOf: (id) => tokens.labelOf(id),
    freeze: (id, why) => ending.end(id, 'freeze', why),
    record: async (id, kind) => {
      await log.append({ actor: 'keyhaven', action: 'token.alarm', subject: id ?? '', outcome: kind });
      changes.tell('audit');
    },
  });
  const hear = createHearing({ tokens, events, alarms, usage: (id) => broker.ledger().usage(id) });
  const keepingAlive = createKeepingAlive({
    ...{ clock, credentials },
    refreshRules: () => rules.refresh(),
    isOpen: () => opening.isOpen(),
    test: (id, signal) => testOne({ credentials, practice, tester }, { id, probeTrade: false }, signal),
    record: async (id, outcome) => {
      await log.append({ actor: 'keyhaven', action: 'rotation.keptAlive', subject: id, outcome });
      changes.tell('audit');
    },
  });
  const attempts = createAttempts();
  const lockListeners = new Set<() => void>();

  const authorization = createAuthorization({
    clock,
    randomness,
    confirmation: world.confirmation,
    hasPassphrase: () => opening.mode() !== 'keychain',
    passphraseOpens: (passphrase) => vault.checkPassphrase(passphrase),
    showWindow: world.showWindow,
    approvalsChanged: () => changes.tell('approvals'),
    wrongAttempts: createWrongAttempts({ folder, clock }),
  });

  const opening = createOpening({
    vault,
    log,
    endAnchoring: () => anchoring.end(),
    credentialCount: () => credentials.count(),
    entered: async () => {
      reminding.opened((await vault.status()).mode);
      await tokens.opened((await vault.status()).frozen);
      await broker.open().catch((error: unknown) => say('broker.unavailable', failureOf(error).code));
      await emptyBin();
    },
    dropGrants: () => authorization.dropAll(),
    giveUpUnlocks: () => attempts.cancel(),
    clear: async () => {
      drafts.wipe();
      await copying.clear();
    },
    endJobs: async () => {
      await Promise.all([doors.endJobs(), keepingAlive.end()]);
    },
    forget: () => credentials.forget(),
    forgetGrants: () => {
      tokens.forget();
      events.forget();
      alarms.forget();
      reminding.closed();
    },
    endBroker: async () => {
      await reminding.closing((await vault.status()).mode);
      await broker.close();
      await tokens.flush();
    },
    changed: (state) => {
      if (state === 'locked') for (const listener of lockListeners) listener();
      changes.tell('vault');
    },
  });

  /** A line of the log that no operation writes. */
  async function say(action: string, outcome: string): Promise<void> {
    await log.append({ actor: 'keyhaven', action, subject: '', outcome });
    changes.tell('audit');
  }

  /** Wipes what has been in the bin for a day, and old keys that were kept long enough. What cannot be wiped now (the disk is full) is wiped at the next look. */
  async function emptyBin(): Promise<void> {
    const wiped = await credentials.wipeExpired().catch(() => []);
    for (const subject of wiped) {
      const entry = { actor: 'keyhaven', action: 'credential.wiped', subject, outcome: 'a day in the bin' } as const;
      await log.append(entry).catch(() => undefined);
    }
    for (const subject of await rotations.wipeRetired().catch(() => [])) {
      const entry = { actor: 'keyhaven', action: 'rotation.wiped', subject, outcome: 'the old key' } as const;
      await log.append(entry).catch(() => undefined);
    }
  }

  /** The present passphrase is asked for once more, also by whoever was authorized, where the vault has one. */
  async function knownPerson(passphrase: string | undefined): Promise<OpenMode> {
    const mode = opening.mode();
    if (mode === null) throw fail('vault.locked');
    if (mode === 'keychain') return mode;
    if (passphrase === undefined) throw fail('vault.passphraseNeeded');
    await authorization.throttled(async () => {
      if (!(await vault.checkPassphrase(passphrase))) throw fail('authorization.wrongPassphrase');
    });
    return mode;
  }

  return {
    world,
    changes,
    keychain,
    log,
    vault,
    credentials,
    rotations,
    rules,
    zone,
    drafts,
    copying,
    practice,
    tester,
    tokens,
    events,
    broker,
    ending,
    owners,
    alarms,
    authorization,
    attempts,
    opening,
    preferences,
    reminders,
    keepingAlive,
    wishes: createWishes(changes),
    settings: createSettings(vault),
    mayReveal: createPace(clock, revealPace),
    emptyBin,
    knownPerson,
    /** The answer unsubscribes. */
    onLocked: (listener: () => void) => {
      lockListeners.add(listener);
      return () => lockListeners.delete(listener);
    },
  };
}

export type Rooms = ReturnType<typeof createRooms>;
