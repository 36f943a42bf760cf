import { fail } from '../base/failure';
import { epochMsOf } from '../base/instants';
import type { Clock, Randomness } from '../base/ports';
import type { VaultFreeze } from '../contract/words';
import { unlessCancelled } from '../keychain/cancel';
import type { Keychain } from '../keychain/keychain';
import {
  fileAfter,
  noChange,
  removesSecret,
  resealed,
  snapshotOf,
  wipeSnapshot,
  type Content,
  type Snapshot,
} from './change';
import { keyBytes, randomBuffer, same, subkey, wipe } from './cipher';
import { createDisk, type FileSystem, type Generation, type OlderAfter } from './disk';
import { createEpochs } from './epoch';
import { anyGeneration, openGenerations, overdue, readHeader, type Newest, type OpenedFile } from './generations';
import { preambleOf, type Header } from './header';
import {
  formerAuditKeysOf,
  formerKeyFor,
  historyIn,
  historySecret,
  oldCopiesOf,
  type History,
  type OpeningChange,
} from './history';
import { createMainSlots, type OpenWay } from './main-slot';
import { newRecoveryCode, recoveryBytes } from './recovery-code';
import { rotation } from './rotation';
import type { IndexFacts } from './sealed-index';
import { makeSlot, openSlot, usesKeychain, usesPassphrase } from './slots';
import type { AuditHead, UnlockAttempt, Vault, VaultRoom } from './vault';
import { openIndex, openSecret, parseFile } from './vault-file';
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

/** An open vault. `lock` wipes its keys. */
interface Session {
  readonly content: Content;
  /** The file as it was read or written last. */
  readonly bytes: Buffer;
  readonly generation: Generation;
  /** Newer generations that did not verify. */
  readonly damaged: readonly Generation[];
  readonly nextSave: number;
  readonly fellBack: boolean;
  readonly frozen: VaultFreeze | null;
  /** The epoch that the keychain was found to know, where the file is below it. */
  readonly epochAbove: number | null;
  /** Older generations may still hold what was wiped: a full disk or a crash was in the way. */
  readonly untidy: boolean;
  readonly dataKey: Buffer;
  /** Kept for `checkPassphrase` where the mode mixes both. */
  readonly root: Buffer | null;
  /** Slot generations whose keychain entries were removed since; the next save forgets them. */
  readonly formerRootsGone: Set<number>;
}

const firstFacts: IndexFacts = { epoch: 0, recoveryConfirmed: false, wipedAt: 0, formerRoots: [], anchor: null };

/** The vault in one data folder. What it promises stands in vault.ts; what it writes, in docs/vault-format.md. */
export function createVault(dependencies: VaultDependencies): Vault {
  const { folder, keychain, clock, randomness, holder, lockWaitMs = 0, files } = dependencies;
  const disk = createDisk({ folder, clock, randomness, files });
  const mainSlots = createMainSlots({ keychain, randomness });
  const epochs = createEpochs(keychain);
  let session: Session | null = null;
  let writerLock: WriterLock | null = null;
  let anchor: () => AuditHead | null = () => null;
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
      if (session === null) await releaseLock();
    }
  }

  async function releaseLock(): Promise<void> {
    await writerLock?.release();
    writerLock = null;
  }

  function open(): Session {
    if (session === null) throw fail('vault.locked');
    return session;
  }

  function enter(next: Session): void {
    if (session && session.dataKey !== next.dataKey) wipe(session.dataKey);
    if (session && session.root !== next.root) wipe(session.root);
    session = next;
  }

  function sessionOf({ file, index, ...opened }: OpenedFile, root: Buffer | null): Session {
    const fellBack = opened.generation !== 'newest';
    return {
      ...opened,
      content: { header: file.header, index, lines: file.secrets },
      bytes: file.bytes,
      fellBack,
      frozen: fellBack ? 'fellBack' : null,
      epochAbove: null,
      untidy: false,
      root,
      formerRootsGone: new Set(),
    };
  }

  /** What the keychain says of the file's age. Asked only where the keychain has a part in opening, so that it is known to answer. */
  async function judged(opened: Session): Promise<Session> {
    const { header, index } = opened.content;
    if (!usesKeychain(header.main.kind)) return opened;
    const epochAbove = await epochs.above(header.vaultId, index.facts.epoch);
    return epochAbove === null ? opened : { ...opened, epochAbove, frozen: opened.frozen ?? 'epoch' };
  }

  /** Puts in order what a crash or damage left, once the newest is open. None of it stands in the way of opening; the next save and the next unlock try again. */
  async function tidy(newest: Newest): Promise<boolean> {
    try {
      const { aside, ...older } = await overdue(disk, newest, randomness);
      for (const generation of aside) await disk.setAside(generation);
      await disk.replaceOlder(older);
      await disk.removeTemporaries();
      return true;
    } catch {
      return false;
    }
  }

  /** Removes entries of slots that were replaced, now that the vault was opened with the present one. Not waited for: a keychain may take 50 s. */
  async function removeFormerRoots({ content: { header, index }, formerRootsGone }: Session): Promise<void> {
    for (const generation of index.facts.formerRoots) {
      await mainSlots.forget(header.vaultId, generation);
      formerRootsGone.add(generation);
    }
  }

  /** The content of a file that was just built, read as a later unlock will read it, before it is trusted to the disk. */
  function readBack(bytes: Buffer, { dataKey }: { dataKey: Buffer }): { content: Content; bytes: Buffer } {
    const file = parseFile(bytes);
    return { bytes, content: { header: file.header, index: openIndex(file, dataKey), lines: file.secrets } };
  }

  /** One atomic save. The session is the new one only when the disk has it. @throws vault.* */
  async function commit(
    from: Session,
    to: {
      header?: Partial<Header>;
      facts?: Partial<IndexFacts>;
      snapshot?: Snapshot;
      wipes?: boolean;
      root?: Buffer | null;
      /** Everything is sealed anew under this one. */
      dataKey?: Buffer;
    },
  ): Promise<void> {
    const snapshot = to.snapshot ?? noChange;
    const dataKey = to.dataKey ?? from.dataKey;
    const wipes = to.wipes === true || removesSecret(from.content, snapshot);
    const onDisk = await disk.read(from.generation);
    if (!onDisk?.equals(from.bytes)) throw fail('vault.changed');

    const header = { ...from.content.header, ...to.header, save: from.nextSave };
    const before =
      to.dataKey === undefined
        ? from.content
        : resealed(from.content, { from: from.dataKey, to: to.dataKey, save: header.save }, randomness);
    const { facts: past } = before.index;
    const facts = {
      ...past,
      formerRoots: past.formerRoots.filter((generation) => !from.formerRootsGone.has(generation)),
      anchor: anchor() ?? past.anchor,
      ...(wipes ? { wipedAt: header.save } : {}),
      ...to.facts,
    };
    const next = readBack(fileAfter(before, { header, facts, snapshot, dataKey }, randomness), { dataKey });
    const older = wipes ? await olderAfterWipe({ ...next, dataKey }) : await olderAfterSave(from);
    if (from.generation !== 'newest') {
      // What stands in the newest's place, and in that of others newer than the one that opened, is kept, whatever it is.
      for (const generation of new Set<Generation>(['newest', ...from.damaged]))
        if ((await disk.read(generation, 1)) !== null) await disk.setAside(generation);
    }
    const isTidy = await disk.replace(next.bytes, older);
    enter({
      ...from,
      ...next,
      generation: 'newest',
      damaged: [],
      nextSave: header.save + 1,
      untidy: from.untidy || !isTidy,
      dataKey,
      root: to.root === undefined ? from.root : to.root,
    });
    await tidyIfNeeded();
  }

  async function tidyIfNeeded(): Promise<void> {
    if (session?.untidy === true && (await tidy(session))) session = { ...session, untidy: false };
  }

  /** The present newest becomes the previous one, and older ones make room for it. */
  async function olderAfterSave({ generation, bytes }: Session): Promise<OlderAfter> {
    // What did not verify or opened in its stead keeps its place until the next save.
    if (generation !== 'newest') return {};
    return { keep: bytes, moves: rotation(await disk.writtenAt(), epochMsOf(clock.now())) };
  }

  /** A copy of the new newest is the previous one, and every other is written anew without what was wiped. */
  async function olderAfterWipe(next: Newest): Promise<OlderAfter> {
    const { rewritten, removed } = await overdue(disk, next, randomness);
    const others = rewritten.filter(({ generation }) => generation !== 'previous');
    const previous = { generation: 'previous', bytes: next.bytes, writtenAt: epochMsOf(clock.now()) } as const;
    return { rewritten: [previous, ...others], removed };
  }

  /** The history with one more change, as the secret that the save of the change puts. */
  function historyWith(
    { content, dataKey }: Session,
    anew: OpeningChange['anew'],
    auditKeys: History['auditKeys'] = [],
  ): Snapshot {
    const past = historyIn(content, dataKey);
    const change = { at: clock.now(), anew, mode: content.header.main.kind };
    const history = {
      changes: [...past.changes, change],
      auditKeys: [...past.auditKeys, ...auditKeys],
    };
    return { ...noChange, put: [historySecret(history)] };
  }

  /** Above the file's own, and above what the keychain was found to know. */
  const nextEpoch = ({ content, epochAbove }: Session) => Math.max(content.index.facts.epoch, epochAbove ?? 0) + 1;

  /** After the save: a file that is above its keychain is no older copy of anything. */
  async function tellEpoch(): Promise<void> {
    const { header, index } = open().content;
    if (usesKeychain(header.main.kind)) await epochs.tell(header.vaultId, index.facts.epoch);
  }

  /** One way in is made anew in one save that leaves the old one no kept generation. `made` are the new slots. */
  async function changeSlots(
    from: Session,
    anew: OpeningChange['anew'],
    made: {
      header: Partial<Pick<Header, 'main' | 'recovery'>>;
      root?: Buffer | null;
      facts?: Partial<IndexFacts>;
      dataKey?: Buffer;
      auditKeys?: History['auditKeys'];
    },
  ): Promise<void> {
    const { header, index } = from.content;
    const replaced = made.header.main !== undefined && usesKeychain(header.main.kind) ? [header.main.generation] : [];
    const snapshot = historyWith(from, anew, made.auditKeys);
    try {
      await commit(from, {
        header: made.header,
        facts: { formerRoots: [...index.facts.formerRoots, ...replaced], ...made.facts },
        snapshot,
        // The old way in must not go on opening an older generation.
        wipes: true,
        ...(made.root === undefined ? {} : { root: made.root }),
        ...(made.dataKey === undefined ? {} : { dataKey: made.dataKey }),
      });
    } catch (error) {
      // The new keychain entry stays: nothing is taken out of a keychain while a file might need it.
      wipe(made.root);
      throw error;
    } finally {
      wipeSnapshot(snapshot);
    }
  }

  async function newRecoverySlot(
    { header }: Content,
    dataKey: Buffer,
  ): Promise<{ recoveryCode: string; recovery: Header['recovery'] }> {
    const recoveryCode = newRecoveryCode(randomness);
    const code = recoveryBytes(recoveryCode);
    const { vaultId, recovery: former } = header;
    const slot = { vaultId, preamble: preambleOf(header), dataKey, generation: former.generation + 1 };
    const recovery = await makeSlot({ ...slot, kind: 'recovery' }, { code }, randomness);
    wipe(code);
    return { recoveryCode, recovery };
  }

  const newMainSlot = ({ header }: Content, way: OpenWay, dataKey: Buffer) =>
    mainSlots.make(way, {
      vaultId: header.vaultId,
      preamble: preambleOf(header),
      dataKey,
      generation: header.main.generation + 1,
    });

  async function createNew(way: OpenWay): Promise<{ recoveryCode: string }> {
    if (await anyGeneration(disk)) throw fail('vault.exists');
    const vaultId = randomness.id();
    const created = clock.now();
    const dataKey = randomBuffer(randomness, keyBytes);
    const made = { vaultId, preamble: preambleOf({ vaultId, created }), dataKey, generation: 1 };
    const recoveryCode = newRecoveryCode(randomness);
    const code = recoveryBytes(recoveryCode);
    try {
      const recovery = await makeSlot({ ...made, kind: 'recovery' }, { code }, randomness);
      const { main, root } = await mainSlots.make(way, made);
      const header: Header = { vaultId, created, save: 1, main, recovery };
      const empty: Content = { header, index: { facts: firstFacts, records: [], rooms: {} }, lines: [] };
      const bytes = fileAfter(empty, { header, facts: firstFacts, snapshot: noChange, dataKey }, randomness);
      const written = readBack(bytes, { dataKey });
      await disk.replace(bytes, {}).catch(async (error: unknown) => {
        wipe(root);
        // There is no vault that this root key could open.
        if (root !== null) await mainSlots.forget(vaultId, main.generation).catch(() => undefined);
        throw error;
      });
      enter({
        ...written,
        generation: 'newest',
        damaged: [],
        nextSave: 2,
        fellBack: false,
        frozen: null,
        epochAbove: null,
        untidy: false,
        dataKey,
        root,
        formerRootsGone: new Set(),
      });
      await tellEpoch();
      return { recoveryCode };
    } catch (error) {
      wipe(dataKey);
      throw error;
    } finally {
      wipe(code);
    }
  }

  async function openMain(attempt: UnlockAttempt): Promise<void> {
    let root: Buffer | null = null;
    const opened = await openGenerations(disk, async ({ header }) => {
      const keys = await mainSlots.open(header, attempt);
      wipe(root);
      root = keys.root;
      return keys.dataKey;
    }).catch((error: unknown) => {
      wipe(root);
      throw error;
    });
    const next = await unlessCancelled(attempt.signal, judged(sessionOf(opened, root))).catch((error: unknown) => {
      wipe(opened.dataKey, root);
      throw error;
    });
    enter(next);
    if (next.fellBack) await disk.removeTemporaries();
    else if (await tidy(next)) void removeFormerRoots(next).catch(() => undefined);
    else session = { ...next, untidy: true };
  }

  async function openWithCode(way: OpenWay & { code: string }): Promise<void> {
    const code = recoveryBytes(way.code);
    const opened = await openGenerations(disk, async ({ header }) => {
      const dataKey = await openSlot(header.recovery, header.vaultId, preambleOf(header), { code });
      if (dataKey === null) throw fail('vault.wrongRecoveryCode');
      return dataKey;
    }).finally(() => {
      wipe(code);
    });
    try {
      const from = sessionOf(opened, null);
      const { main, root } = await newMainSlot(from.content, way, opened.dataKey);
      await changeSlots(from, 'way', { header: { main }, root, facts: { recoveryConfirmed: true } });
      session = await judged(open());
    } catch (error) {
      wipe(opened.dataKey);
      throw error;
    }
    await disk.removeTemporaries();
  }

  return {
    async status({ probeKeychain = false } = {}) {
      if (session) {
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
        if (session) throw fail('vault.exists');
        await disk.makeFolder();
        return underLock(() => createNew(way));
      }),

    unlock: (attempt) =>
      inTurn(async () => {
        if (session) return;
        if (!(await disk.checkFolder())) throw fail('vault.none');
        await underLock(() => openMain(attempt));
      }),

    recover: (way) =>
      inTurn(async () => {
        mainSlots.check(way);
        if (!(await disk.checkFolder())) throw fail('vault.none');
        await underLock(() => openWithCode(way));
      }),

    confirmRecovery: (typed) =>
      inTurn(async () => {
        const from = open();
        const { header, index } = from.content;
        const code = recoveryBytes(typed);
        const dataKey = await openSlot(header.recovery, header.vaultId, preambleOf(header), { code });
        const right = dataKey !== null && same(dataKey, from.dataKey);
        wipe(code, dataKey);
        if (!right) throw fail('vault.wrongRecoveryCode');
        if (!index.facts.recoveryConfirmed) await commit(from, { facts: { recoveryConfirmed: true } });
      }),

    changeOpening: (way) =>
      inTurn(async () => {
        mainSlots.check(way);
        const from = open();
        const { main, root } = await newMainSlot(from.content, way, from.dataKey);
        await changeSlots(from, 'way', { header: { main }, root, facts: { epoch: nextEpoch(from) } });
        await tellEpoch();
      }),

    newRecoveryCode: () =>
      inTurn(async () => {
        const from = open();
        const { recoveryCode, recovery } = await newRecoverySlot(from.content, from.dataKey);
        await changeSlots(from, 'code', { header: { recovery }, facts: { recoveryConfirmed: false } });
        return { recoveryCode };
      }),

    renewDataKey: ({ passphrase }) =>
      inTurn(async () => {
        const from = open();
        const { header, index } = from.content;
        const way = { mode: header.main.kind, passphrase };
        mainSlots.check(way);
        const dataKey = randomBuffer(randomness, keyBytes);
        const formerAuditKey = subkey(from.dataKey, header.vaultId, 'audit');
        try {
          const { recoveryCode, recovery } = await newRecoverySlot(from.content, dataKey);
          const { main, root } = await newMainSlot(from.content, way, dataKey);
          const upTo = (anchor() ?? index.facts.anchor)?.sequence ?? 0;
          await changeSlots(from, 'all', {
            header: { main, recovery },
            root,
            facts: { recoveryConfirmed: false, epoch: nextEpoch(from) },
            dataKey,
            auditKeys: [formerKeyFor(upTo, formerAuditKey)],
          });
          await tellEpoch();
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
        const from = open();
        await commit(from, { facts: { epoch: nextEpoch(from) } });
        await tellEpoch();
      }),

    oldCopies() {
      const { content, dataKey } = open();
      return oldCopiesOf(historyIn(content, dataKey));
    },

    lock: () =>
      inTurn(async () => {
        if (session === null) return;
        const last = session.content.index.facts.anchor;
        const head = anchor();
        const moved = head !== null && (head.sequence !== last?.sequence || head.mac !== last.mac);
        // A full disk must not keep the vault open; without the anchor the log only says that more lines are not anchored.
        if (moved) await commit(session, {}).catch(() => undefined);
        wipe(session.dataKey, session.root);
        session = null;
        await releaseLock();
      }),

    prove: (attempt) =>
      inTurn(async () => {
        const { dataKey, root } = await mainSlots.open(open().content.header, attempt);
        wipe(dataKey, root);
      }),

    async checkPassphrase(passphrase) {
      const { content, root } = open();
      const { header } = content;
      if (!usesPassphrase(header.main.kind)) return false;
      const factors = { passphrase, root: root ?? undefined };
      const dataKey = await openSlot(header.main, header.vaultId, preambleOf(header), factors);
      wipe(dataKey);
      return dataKey !== null;
    },

    room(name: VaultRoom) {
      const json = open().content.index.rooms[name];
      return json === undefined ? undefined : (JSON.parse(json) as unknown);
    },

    save(change) {
      const snapshot = snapshotOf(change);
      return inTurn(() => commit(open(), { snapshot }))
        .then(() => dependencies.saved?.(Object.keys(change.rooms ?? {}) as VaultRoom[]))
        .finally(() => {
          wipeSnapshot(snapshot);
        });
    },

    async secret(id, purpose) {
      const { content, dataKey } = open();
      const at = content.index.records.findIndex((record) => record.id === id && record.purpose === purpose);
      const record = content.index.records[at];
      const line = content.lines[at];
      if (record === undefined || line === undefined) throw fail('vault.noSecret');
      return Promise.resolve(openSecret(record, line, { vaultId: content.header.vaultId, dataKey }));
    },

    auditKey: () => {
      const { content, dataKey } = open();
      return subkey(dataKey, content.header.vaultId, 'audit');
    },

    formerAuditKeys() {
      const { content, dataKey } = open();
      return formerAuditKeysOf(historyIn(content, dataKey));
    },

    anchoredHead: () => session?.content.index.facts.anchor ?? null,

    setAnchor(head) {
      anchor = head;
    },
  };
}
