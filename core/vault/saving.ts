import { fail } from '../base/failure';
import { epochMsOf } from '../base/instants';
import type { Clock, Randomness } from '../base/ports';
import { fileAfter, noChange, removesSecret, resealed, type Content, type Snapshot } from './change';
import { wipe } from './cipher';
import type { Disk, Generation, OlderAfter } from './disk';
import { overdue, type Newest } from './generations';
import type { Header } from './header';
import { rotation } from './rotation';
import type { IndexFacts } from './sealed-index';
import type { Session } from './session';
import type { AuditHead } from './vault';
import { openIndex, parseFile } from './vault-file';

/** What the next save changes; everything else stays. */
export interface NextSave {
  readonly header?: Partial<Header>;
  readonly facts?: Partial<IndexFacts>;
  readonly snapshot?: Snapshot;
  readonly wipes?: boolean;
  readonly root?: Buffer | null;
  /** Everything is sealed anew under this one. */
  readonly dataKey?: Buffer;
}

/** The open session of a vault, and the saves that lead from one to the next. */
export interface Saving {
  readonly session: () => Session | null;
  /** @throws vault.locked */
  readonly open: () => Session;
  /** The keys of the session before are wiped where the next one has others. */
  readonly enter: (next: Session) => void;
  /** Wipes the keys. */
  readonly leave: () => void;
  /** One atomic save. The session is the new one only when the disk has it. @throws vault.* */
  readonly commit: (from: Session, to: NextSave) => Promise<void>;
  /** Whether it could be done. */
  readonly tidy: (newest: Newest) => Promise<boolean>;
}

export interface SavingParts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** The head of the log, to be kept with each save. */
  readonly anchor: () => AuditHead | null;
}

export function createSaving({ disk, clock, randomness, anchor }: SavingParts): Saving {
  let session: Session | null = null;

  function open(): Session {
    if (session === null) throw fail('vault.locked');
    return session;
  }

  function enter(next: Session): void {
    if (session && session.dataKey !== next.dataKey) wipe(session.dataKey);
    if (session && session.root !== next.root) wipe(session.root);
    session = next;
  }

  function leave(): void {
    if (session !== null) wipe(session.dataKey, session.root);
    session = null;
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

  async function commit(from: Session, to: NextSave): Promise<void> {
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

  return { session: () => session, open, enter, leave, commit, tidy };
}

/** The content of a file that was just built, read as a later unlock will read it, before it is trusted to the disk. */
export function readBack(bytes: Buffer, { dataKey }: { dataKey: Buffer }): { content: Content; bytes: Buffer } {
  const file = parseFile(bytes);
  return { bytes, content: { header: file.header, index: openIndex(file, dataKey), lines: file.secrets } };
}
