import { fail } from '../base/failure';
import type { Clock, Randomness } from '../base/ports';
import type { Keychain } from '../keychain/keychain';
import { snapshotOf, wipeSnapshot } from './change';
import { keyBytes, randomBuffer, same, subkey, wipe } from './cipher';
import { createDisk, type FileSystem } from './disk';
import { createEpochs } from './epoch';
import { readHeader } from './generations';
import { preambleOf } from './header';
import { formerAuditKeysOf, formerKeyFor, historyIn, oldCopiesOf } from './history';
import { createMainSlots } from './main-slot';
import { recoveryBytes } from './recovery-code';
import { createSaving } from './saving';
import { nextEpoch } from './session';
import { createSlotChanges } from './slot-changes';
import { openSlot, usesPassphrase } from './slots';
import type { AuditHead, Vault, VaultRoom } from './vault';
import { openSecret } from './vault-file';
import { createWaysIn } from './ways-in';
import { takeWriterLock, type WriterLock } from './writer-lock';

export interface VaultDependencies {
  /** The data folder, absolute. */
  readonly folder: string;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Shown to whoever meets the one-writer lock: "the Keyhaven window (pid 12)". */
  readonly holder: string;
  /** How long to wait for another holder to end; 0 without it. */
  readonly lockWaitMs?: number;
  readonly files?: FileSystem;
  /** Hears of each save: the rooms whose part it changed. */
  readonly saved?: (rooms: readonly VaultRoom[]) => void;
}

/** The vault in one data folder. What it promises stands in vault.ts; what it writes, in docs/vault-format.md. */
export function createVault(dependencies: VaultDependencies): Vault {
  const { folder, keychain, clock, randomness, holder, lockWaitMs = 0, files } = dependencies;
  const disk = createDisk({ folder, clock, randomness, files });
  const mainSlots = createMainSlots({ keychain, randomness });
  const epochs = createEpochs(keychain);
  let writerLock: WriterLock | null = null;
  let anchor: () => AuditHead | null = () => null;
  const saving = createSaving({ disk, clock, randomness, anchor: () => anchor() });
  const slotChanges = createSlotChanges({ saving, mainSlots, epochs, clock, randomness });
  const waysIn = createWaysIn({ disk, saving, slotChanges, mainSlots, epochs, clock, randomness });
  let queue: Promise<unknown> = Promise.resolve();

  /** One after another, in the order in which they were asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  }

  /** Runs `work` under the one-writer lock, which stays taken only when the vault is open afterwards. */
  async function underLock<T>(work: () => Promise<T>): Promise<T> {
    writerLock ??= await takeWriterLock({ folder, holder, waitMs: lockWaitMs, clock, randomness });
    try {
      return await work();
    } finally {
      if (saving.session() === null) await releaseLock();
    }
  }

  async function releaseLock(): Promise<void> {
    await writerLock?.release();
    writerLock = null;
  }

  return {
    async status({ probeKeychain = false } = {}) {
      const session = saving.session();
      if (session !== null) {
        const { content, fellBack, frozen } = session;
        const { created, main } = content.header;
        const { recoveryConfirmed } = content.index.facts;
        return { state: 'open', mode: main.kind, trouble: null, recoveryConfirmed, fellBack, frozen, created };
      }
      const found = (await disk.checkFolder()) ? await readHeader(disk) : null;
      if (found === null)
        return {
          state: 'none',
          mode: null,
          trouble: null,
          recoveryConfirmed: null,
          fellBack: false,
          frozen: null,
          created: null,
        };
      const { header, generation } = found;
      return {
        state: 'locked',
        mode: header.main.kind,
        trouble: probeKeychain ? await mainSlots.trouble(header) : null,
        recoveryConfirmed: null,
        fellBack: generation !== 'newest',
        frozen: null,
        created: header.created,
      };
    },

    create: (way) =>
      inTurn(async () => {
        mainSlots.check(way);
        if (saving.session() !== null) throw fail('vault.exists');
        await disk.makeFolder();
        return underLock(() => waysIn.createNew(way));
      }),

    unlock: (attempt) =>
      inTurn(async () => {
        if (saving.session() !== null) return;
        if (!(await disk.checkFolder())) throw fail('vault.none');
        await underLock(() => waysIn.openMain(attempt));
      }),

    recover: (way) =>
      inTurn(async () => {
        mainSlots.check(way);
        if (!(await disk.checkFolder())) throw fail('vault.none');
        await underLock(() => waysIn.openWithCode(way));
      }),

    confirmRecovery: (typed) =>
      inTurn(async () => {
        const from = saving.open();
        const { header, index } = from.content;
        const code = recoveryBytes(typed);
        const dataKey = await openSlot(header.recovery, header.vaultId, preambleOf(header), { code });
        const right = dataKey !== null && same(dataKey, from.dataKey);
        wipe(code, dataKey);
        if (!right) throw fail('vault.wrongRecoveryCode');
        if (!index.facts.recoveryConfirmed) await saving.commit(from, { facts: { recoveryConfirmed: true } });
      }),

    changeOpening: (way) =>
      inTurn(async () => {
        mainSlots.check(way);
        const from = saving.open();
        const { main, root } = await slotChanges.newMainSlot(from.content, way, from.dataKey);
        await slotChanges.changeSlots(from, 'way', { header: { main }, root, facts: { epoch: nextEpoch(from) } });
        await slotChanges.tellEpoch();
      }),

    newRecoveryCode: () =>
      inTurn(async () => {
        const from = saving.open();
        const { recoveryCode, recovery } = await slotChanges.newRecoverySlot(from.content, from.dataKey);
        await slotChanges.changeSlots(from, 'code', { header: { recovery }, facts: { recoveryConfirmed: false } });
        return { recoveryCode };
      }),

    renewDataKey: ({ passphrase }) =>
      inTurn(async () => {
        const from = saving.open();
        const { header, index } = from.content;
        const way = { mode: header.main.kind, passphrase };
        mainSlots.check(way);
        const dataKey = randomBuffer(randomness, keyBytes);
        const formerAuditKey = subkey(from.dataKey, header.vaultId, 'audit');
        try {
          const { recoveryCode, recovery } = await slotChanges.newRecoverySlot(from.content, dataKey);
          const { main, root } = await slotChanges.newMainSlot(from.content, way, dataKey);
          const upTo = (anchor() ?? index.facts.anchor)?.sequence ?? 0;
          await slotChanges.changeSlots(from, 'all', {
            header: { main, recovery },
            root,
            facts: { recoveryConfirmed: false, epoch: nextEpoch(from) },
            dataKey,
            auditKeys: [formerKeyFor(upTo, formerAuditKey)],
          });
          await slotChanges.tellEpoch();
          return { recoveryCode };
        } catch (error) {
          wipe(dataKey);
          throw error;
        } finally {
          wipe(formerAuditKey);
        }
      }),

    raiseEpoch: () =>
      inTurn(async () => {
        const from = saving.open();
        await saving.commit(from, { facts: { epoch: nextEpoch(from) } });
        await slotChanges.tellEpoch();
      }),

    oldCopies() {
      const { content, dataKey } = saving.open();
      return oldCopiesOf(historyIn(content, dataKey));
    },

    lock: () =>
      inTurn(async () => {
        const session = saving.session();
        if (session === null) return;
        const last = session.content.index.facts.anchor;
        const head = anchor();
        const moved = head !== null && (head.sequence !== last?.sequence || head.mac !== last.mac);
        // A full disk must not keep the vault open; without the anchor the log only says that more lines are not anchored.
        if (moved) await saving.commit(session, {}).catch(() => undefined);
        saving.leave();
        await releaseLock();
      }),

    prove: (attempt) =>
      inTurn(async () => {
        const { dataKey, root } = await mainSlots.open(saving.open().content.header, attempt);
        wipe(dataKey, root);
      }),

    async checkPassphrase(passphrase) {
      const { content, root } = saving.open();
      const { header } = content;
      if (!usesPassphrase(header.main.kind)) return false;
      const factors = { passphrase, root: root ?? undefined };
      const dataKey = await openSlot(header.main, header.vaultId, preambleOf(header), factors);
      wipe(dataKey);
      return dataKey !== null;
    },

    room(name: VaultRoom) {
      const json = saving.open().content.index.rooms[name];
      return json === undefined ? undefined : (JSON.parse(json) as unknown);
    },

    id: () => saving.open().content.header.vaultId,

    save(change) {
      const snapshot = snapshotOf(change);
      return inTurn(() => saving.commit(saving.open(), { snapshot }))
        .then(() => dependencies.saved?.(Object.keys(change.rooms ?? {}) as VaultRoom[]))
        .finally(() => {
          wipeSnapshot(snapshot);
        });
    },

    async secret(id, purpose) {
      const { content, dataKey } = saving.open();
      const at = content.index.records.findIndex((record) => record.id === id && record.purpose === purpose);
      const record = content.index.records[at];
      const line = content.lines[at];
      if (record === undefined || line === undefined) throw fail('vault.noSecret');
      return Promise.resolve(openSecret(record, line, { vaultId: content.header.vaultId, dataKey }));
    },

    auditKey: () => {
      const { content, dataKey } = saving.open();
      return subkey(dataKey, content.header.vaultId, 'audit');
    },

    formerAuditKeys() {
      const { content, dataKey } = saving.open();
      return formerAuditKeysOf(historyIn(content, dataKey));
    },

    anchoredHead: () => saving.session()?.content.index.facts.anchor ?? null,

    setAnchor(head) {
      anchor = head;
    },
  };
}
