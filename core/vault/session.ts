import type { Instant } from '../base/instants';
import type { VaultFreeze } from '../contract/words';
import { noChange, type Content, type Snapshot } from './change';
import type { Generation } from './disk';
import type { OpenedFile } from './generations';
import { historyIn, historySecret, type History, type OpeningChange } from './history';

/** An open vault. `lock` wipes its keys. */
export interface Session {
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

/** Of a file that was read and verified. */
export function sessionOf({ file, index, ...opened }: OpenedFile, root: Buffer | null): Session {
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

/** Of a file that was just made. */
export function firstSession(made: Pick<Session, 'content' | 'bytes' | 'dataKey' | 'root'>): Session {
  return {
    ...made,
    generation: 'newest',
    damaged: [],
    nextSave: 2,
    fellBack: false,
    frozen: null,
    epochAbove: null,
    untidy: false,
    formerRootsGone: new Set(),
  };
}

/** The history with one more change, as the secret that the save of the change puts. */
export function historyWith(
  { content, dataKey }: Session,
  at: Instant,
  anew: OpeningChange['anew'],
  auditKeys: History['auditKeys'] = [],
): Snapshot {
  const past = historyIn(content, dataKey);
  const change = { at, anew, mode: content.header.main.kind };
  const history = {
    changes: [...past.changes, change],
    auditKeys: [...past.auditKeys, ...auditKeys],
  };
  return { ...noChange, put: [historySecret(history)] };
}

/** Above the file's own, and above what the keychain was found to know. */
export const nextEpoch = ({ content, epochAbove }: Session): number =>
  Math.max(content.index.facts.epoch, epochAbove ?? 0) + 1;
