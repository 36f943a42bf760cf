import { fail } from '../base/failure';
import type { Clock, Randomness } from '../base/ports';
import type { KeychainTrouble, OpenMode } from '../contract/words';
import type { Keychain } from '../keychain/keychain';
import { encodeBase64 } from './base64';
import { fileAfter, noChange, removesSecret, snapshotOf, wipeSnapshot, type Content, type Snapshot } from './change';
import { keyBytes, randomBuffer, same, subkey, wipe } from './cipher';
import { createDisk, type FileSystem, type Generation } from './disk';
import { openGenerations, readHeader, tidyPrevious, type OpenedFile } from './generations';
import { preambleOf, type Header } from './header';
import { leastPassphrase } from './limits';
import { newRecoveryCode, recoveryBytes } from './recovery-code';
import type { IndexFacts } from './sealed-index';
import { makeSlot, openSlot, rootBytes, rootEntry, rootOf, usesKeychain, usesPassphrase, type Factors } from './slots';
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

interface NewSession {
  readonly mode: OpenMode;
  readonly passphrase?: string | undefined;
}

const firstFacts: IndexFacts = { epoch: 0, recoveryConfirmed: false, wipedAt: 0, formerRoots: [], anchor: null };

/** The vault in one data folder. What it promises stands in vault.ts; what it writes, in docs/vault-format.md. */
export function createVault(dependencies: VaultDependencies): Vault {
  const { folder, keychain, clock, randomness, holder, lockWaitMs = 0, files } = dependencies;
  const disk = createDisk({ folder, clock, randomness, files });
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

  async function readRoot({ vaultId, main }: Header): Promise<Buffer> {
    const answer = await keychain.read(rootEntry(vaultId, main.generation));
    if (answer.state !== 'found') throw fail(`keychain.${answer.state}`);
    const root = rootOf(answer.value, main, vaultId);
    if (root === null) throw fail('keychain.wrongEntry');
    return root;
  }

  async function troubleOf({ vaultId, main }: Header): Promise<KeychainTrouble | null> {
    if (!usesKeychain(main.kind)) return null;
    const answer = await keychain.read(rootEntry(vaultId, main.generation));
    if (answer.state !== 'found') return answer.state;
    const root = rootOf(answer.value, main, vaultId);
    wipe(root);
    return root === null ? 'wrongEntry' : null;
  }

  /**
   * A slot of the mode asked for, with a root key of its own in the keychain where the mode has one. The entry's name
   * must be free: one that is there may be all that opens a backup. @throws keychain.*
   */
  async function makeMainSlot(
    { mode, passphrase }: NewSession,
    made: { vaultId: string; preamble: string; dataKey: Buffer; generation: number },
  ) {
    let { generation } = made;
    if (!usesKeychain(mode)) {
      const slot = await makeSlot({ ...made, kind: mode, generation }, { passphrase }, randomness);
      return { slot, root: null, entry: null };
    }
    while ((await keychain.read(rootEntry(made.vaultId, generation))).state === 'found') generation += 1;
    const root = randomBuffer(randomness, rootBytes);
    const entry = rootEntry(made.vaultId, generation);
    const slot = await makeSlot({ ...made, kind: mode, generation }, { passphrase, root }, randomness);
    await keychain.write(entry, encodeBase64(root));
    return { slot, root, entry };
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
      await keychain.remove(rootEntry(header.vaultId, generation));
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

  function checkNew({ mode, passphrase }: NewSession): void {
    if (!usesPassphrase(mode)) return;
    if (passphrase === undefined || passphrase === '') throw fail('vault.passphraseNeeded');
    if (Array.from(passphrase).length < leastPassphrase) throw fail('vault.passphraseWeak', { least: leastPassphrase });
  }

  async function createNew(how: NewSession): Promise<{ recoveryCode: string }> {
    if ((await disk.read('newest', 1)) !== null || (await disk.read('previous', 1)) !== null)
      throw fail('vault.exists');
    const vaultId = randomness.id();
    const created = clock.now();
    const preamble = preambleOf({ vaultId, created });
    const dataKey = randomBuffer(randomness, keyBytes);
    const recoveryCode = newRecoveryCode(randomness);
    const code = recoveryBytes(recoveryCode);
    const recovery = await makeSlot(
      { kind: 'recovery', generation: 1, vaultId, preamble, dataKey },
      { code },
      randomness,
    );
    wipe(code);
    const { slot, root, entry } = await makeMainSlot(how, { vaultId, preamble, dataKey, generation: 1 });
    const header: Header = { vaultId, created, save: 1, main: { ...slot, kind: how.mode }, recovery };
    try {
      const empty: Content = { header, index: { facts: firstFacts, records: [], rooms: {} }, lines: [] };
      const bytes = fileAfter(empty, { header, facts: firstFacts, snapshot: noChange, dataKey }, randomness);
      const written = readBack(bytes, { dataKey });
      await disk.replace(bytes, 'leave');
      enter({ ...written, generation: 'newest', fellBack: false, dataKey, root, formerRootsGone: new Set() });
    } catch (error) {
      wipe(dataKey, root);
      if (entry !== null) await keychain.remove(entry).catch(() => undefined);
      throw error;
    }
    return { recoveryCode };
  }

  async function openMain(passphrase: string | undefined): Promise<void> {
    let root: Buffer | null = null;
    const opened = await openGenerations(disk, async ({ header }) => {
      const { main, vaultId } = header;
      if (usesPassphrase(main.kind) && (passphrase === undefined || passphrase === ''))
        throw fail('vault.passphraseNeeded');
      wipe(root);
      root = usesKeychain(main.kind) ? await readRoot(header) : null;
      const factors: Factors = { passphrase, root: root ?? undefined };
      const dataKey = await openSlot(main, vaultId, preambleOf(header), factors);
      if (dataKey !== null) return dataKey;
      wipe(root);
      // The keychain's part is known to fit, so where there is a passphrase, it is the passphrase that does not.
      throw usesPassphrase(main.kind)
        ? fail('authorization.wrongPassphrase')
        : fail('vault.corrupt', { where: 'a slot' });
    });
    const next = sessionOf(opened, root);
    enter(next);
    if (await tidy(opened)) void removeFormerRoots(next).catch(() => undefined);
  }

  async function openWithCode(how: NewSession & { code: string }): Promise<void> {
    const code = recoveryBytes(how.code);
    const opened = await openGenerations(disk, async ({ header }) => {
      const dataKey = await openSlot(header.recovery, header.vaultId, preambleOf(header), { code });
      if (dataKey === null) throw fail('vault.wrongRecoveryCode');
      return dataKey;
    }).finally(() => {
      wipe(code);
    });
    const { file, index, dataKey } = opened;
    const { header } = file;
    const { vaultId, main } = header;
    try {
      const made = { vaultId, preamble: preambleOf(header), dataKey, generation: main.generation + 1 };
      const { slot, root, entry } = await makeMainSlot(how, made);
      const formerRoots = usesKeychain(main.kind)
        ? [...index.facts.formerRoots, main.generation]
        : index.facts.formerRoots;
      try {
        await commit(sessionOf(opened, null), {
          header: { main: { ...slot, kind: how.mode } },
          facts: { recoveryConfirmed: true, formerRoots },
          // The old way in must not go on opening the generation before.
          wipes: true,
          root,
        });
      } catch (error) {
        wipe(root);
        if (entry !== null) await keychain.remove(entry).catch(() => undefined);
        throw error;
      }
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
        trouble: probeKeychain ? await troubleOf(header) : null,
        recoveryConfirmed: null,
        fellBack: generation !== 'newest',
        created: header.created,
      };
    },

    create: (how) =>
      inTurn(async () => {
        checkNew(how);
        if (session) throw fail('vault.exists');
        await disk.makeFolder();
        return underLock(() => createNew(how));
      }),

    unlock: ({ passphrase }) =>
      inTurn(async () => {
        if (session) return;
        if (!(await disk.checkFolder())) throw fail('vault.none');
        await underLock(() => openMain(passphrase));
      }),

    recover: (how) =>
      inTurn(async () => {
        checkNew(how);
        if (!(await disk.checkFolder())) throw fail('vault.none');
        await underLock(() => openWithCode(how));
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
      const factors: Factors = { passphrase, root: root ?? undefined };
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
