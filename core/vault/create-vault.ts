import { fail } from '../base/failure';
import type { Clock, Randomness } from '../base/ports';
import type { Keychain } from '../keychain/keychain';
import { fileAfter, noChange, removesSecret, snapshotOf, wipeSnapshot, type Content, type Snapshot } from './change';
import { keyBytes, randomBuffer, same, subkey, wipe } from './cipher';
import { createDisk, type FileSystem, type Generation } from './disk';
import { openGenerations, readHeader, tidyPrevious, type OpenedFile } from './generations';
import { preambleOf, type Header } from './header';
import { createMainSlots, type OpenWay } from './main-slot';
import { newRecoveryCode, recoveryBytes } from './recovery-code';
import type { IndexFacts } from './sealed-index';
import { makeSlot, openSlot, usesKeychain, usesPassphrase } from './slots';
import type { AuditHead, Vault, VaultRoom } from './vault';
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
}

/** An open vault. `lock` wipes its keys. */
interface Session {
  readonly content: Content;
  /** The file as it was read or written last. */
  readonly bytes: Buffer;
  readonly generation: Generation;
  readonly fellBack: boolean;
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
    if (session && session.dataKey !== next.dataKey) wipe(session.dataKey, session.root);
    session = next;
  }

  function sessionOf({ file, index, dataKey, generation }: OpenedFile, root: Buffer | null): Session {
    return {
      content: { header: file.header, index, lines: file.secrets },
      bytes: file.bytes,
      generation,
      fellBack: generation !== 'newest',
      dataKey,
      root,
      formerRootsGone: new Set(),
    };
  }

  /** Puts in order what a crash or damage left. None of it stands in the way of opening; the next unlock tries again. */
  async function tidy(opened: OpenedFile): Promise<boolean> {
    try {
      if (opened.generation === 'newest') await tidyPrevious(disk, opened);
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
    },
  ): Promise<void> {
    const { header: before, index } = from.content;
    const snapshot = to.snapshot ?? noChange;
    const wipes = to.wipes === true || removesSecret(from.content, snapshot);
    const onDisk = await disk.read(from.generation);
    if (!onDisk?.equals(from.bytes)) throw fail('vault.changed');

    // The damaged newest may have had the next number already; no number is used for two different files.
    const header = { ...before, ...to.header, save: before.save + (from.generation === 'newest' ? 1 : 2) };
    const facts = {
      ...index.facts,
      formerRoots: index.facts.formerRoots.filter((generation) => !from.formerRootsGone.has(generation)),
      anchor: anchor() ?? index.facts.anchor,
      ...(wipes ? { wipedAt: header.save } : {}),
      ...to.facts,
    };
    const next = readBack(
      fileAfter(from.content, { header, facts, snapshot, dataKey: from.dataKey }, randomness),
      from,
    );
    if (from.generation === 'newest') await disk.replace(next.bytes, wipes ? 'wipe' : { keep: from.bytes });
    else {
      // What stands in the newest's place did not verify. It is kept, whatever it is.
      if ((await disk.read('newest', 1)) !== null) await disk.setAside('newest');
      await disk.replace(next.bytes, wipes ? 'wipe' : 'leave');
    }
    enter({
      ...from,
      ...next,
      generation: 'newest',
      root: to.root === undefined ? from.root : to.root,
    });
  }

  async function createNew(way: OpenWay): Promise<{ recoveryCode: string }> {
    if ((await disk.read('newest', 1)) !== null || (await disk.read('previous', 1)) !== null)
      throw fail('vault.exists');
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
      await disk.replace(bytes, 'leave').catch(async (error: unknown) => {
        wipe(root);
        // There is no vault that this root key could open.
        if (root !== null) await mainSlots.forget(vaultId, main.generation).catch(() => undefined);
        throw error;
      });
      enter({ ...written, generation: 'newest', fellBack: false, dataKey, root, formerRootsGone: new Set() });
      return { recoveryCode };
    } catch (error) {
      wipe(dataKey);
      throw error;
    } finally {
      wipe(code);
    }
  }

  async function openMain(passphrase: string | undefined): Promise<void> {
    let root: Buffer | null = null;
    const opened = await openGenerations(disk, async ({ header }) => {
      const keys = await mainSlots.open(header, passphrase);
      wipe(root);
      root = keys.root;
      return keys.dataKey;
    }).catch((error: unknown) => {
      wipe(root);
      throw error;
    });
    const next = sessionOf(opened, root);
    enter(next);
    if (await tidy(opened)) void removeFormerRoots(next).catch(() => undefined);
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
    const { file, index, dataKey } = opened;
    const { vaultId, main: former } = file.header;
    try {
      const made = { vaultId, preamble: preambleOf(file.header), dataKey, generation: former.generation + 1 };
      const { main, root } = await mainSlots.make(way, made);
      const { formerRoots } = index.facts;
      await commit(sessionOf(opened, null), {
        header: { main },
        facts: {
          recoveryConfirmed: true,
          formerRoots: usesKeychain(former.kind) ? [...formerRoots, former.generation] : formerRoots,
        },
        // The old way in must not go on opening the generation before.
        wipes: true,
        root,
      }).catch((error: unknown) => {
        // The new keychain entry stays: nothing is taken out of a keychain while a file might need it.
        wipe(root);
        throw error;
      });
    } catch (error) {
      wipe(dataKey);
      throw error;
    }
    await disk.removeTemporaries();
  }

  return {
    async status({ probeKeychain = false } = {}) {
      if (session) {
        const { content, fellBack } = session;
        const { created, main } = content.header;
        const { recoveryConfirmed } = content.index.facts;
        return { state: 'open', mode: main.kind, trouble: null, recoveryConfirmed, fellBack, created };
      }
      const found = (await disk.checkFolder()) ? await readHeader(disk) : null;
      if (found === null)
        return { state: 'none', mode: null, trouble: null, recoveryConfirmed: null, fellBack: false, created: null };
      const { header, generation } = found;
      return {
        state: 'locked',
        mode: header.main.kind,
        trouble: probeKeychain ? await mainSlots.trouble(header) : null,
        recoveryConfirmed: null,
        fellBack: generation !== 'newest',
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

    unlock: ({ passphrase }) =>
      inTurn(async () => {
        if (session) return;
        if (!(await disk.checkFolder())) throw fail('vault.none');
        await underLock(() => openMain(passphrase));
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
      return inTurn(() => commit(open(), { snapshot })).finally(() => {
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

    anchoredHead: () => session?.content.index.facts.anchor ?? null,

    setAnchor(head) {
      anchor = head;
    },
  };
}
