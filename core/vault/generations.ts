import { fail, KeyhavenError, isFailure } from '../base/failure';
import type { Randomness } from '../base/ports';
import { fileAfter, type Content } from './change';
import { wipe } from './cipher';
import {
  generationNames,
  olderGenerations,
  type Disk,
  type Generation,
  type OlderGeneration,
  type Rewritten,
} from './disk';
import { parseHeader, type Header } from './header';
import { historyPut } from './history';
import { limits } from './limits';
import type { SealedIndex } from './sealed-index';
import { openIndex, parseFile, type ParsedFile } from './vault-file';

/** An unauthenticated number may say what the next save is called, but not use up all numbers. */
const believableSaves = 1_000_000;

export interface OpenedFile {
  readonly file: ParsedFile;
  readonly index: SealedIndex;
  readonly dataKey: Buffer;
  readonly generation: Generation;
  /** Newer ones that did not verify; a save sets them aside. */
  readonly damaged: readonly Generation[];
  /** A number that no file in the folder has. */
  readonly nextSave: number;
}

interface Candidate {
  readonly generation: Generation;
  /** What is wrong with its header, in its place. */
  readonly header: Header | KeyhavenError;
}

/**
 * Opens the newest generation that verifies. `unwrap` gives the data key of a file or throws what is wrong with the
 * key; only damage leads on to an older generation, and a newer format never does.
 * @throws vault.none, vault.newer, vault.corrupt, and what `unwrap` throws
 */
export async function openGenerations(disk: Disk, unwrap: (file: ParsedFile) => Promise<Buffer>): Promise<OpenedFile> {
  const candidates = await candidatesOn(disk);
  return firstWhole(candidates, async ({ generation }, damaged) => {
    const bytes = await disk.read(generation);
    if (bytes === null) throw fail('vault.corrupt', { where: 'it is gone' });
    const file = parseFile(bytes);
    const dataKey = await unwrap(file);
    try {
      const index = openIndex(file, dataKey);
      return { file, index, dataKey, generation, damaged, nextSave: nextSave(candidates, file.header) };
    } catch (error) {
      wipe(dataKey);
      throw error;
    }
  });
}

/** The header of the newest generation that has a readable one; null where there is no vault. @throws vault.newer, vault.corrupt */
export async function readHeader(disk: Disk): Promise<{ header: Header; generation: Generation } | null> {
  try {
    return await firstWhole(await candidatesOn(disk), ({ header, generation }) => {
      if (header instanceof KeyhavenError) throw header;
      return Promise.resolve({ header, generation });
    });
  } catch (error) {
    if (isFailure(error, 'vault.none')) return null;
    throw error;
  }
}

/** Whether any generation is there, whole or not. @throws vault.* */
export async function anyGeneration(disk: Disk): Promise<boolean> {
  return (await candidatesOn(disk)).length > 0;
}

/**
 * In the order in which they are tried: the vault's own by the number of the save; what has no readable header keeps
 * the place that its name gives it; another vault's come last.
 */
async function candidatesOn(disk: Disk): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const generation of Object.keys(generationNames) as Generation[]) {
    const bytes = await disk.read(generation, limits.header);
    if (bytes !== null) found.push({ generation, header: headerIn(bytes) });
  }
  const [first] = found.flatMap(({ header }) => (header instanceof KeyhavenError ? [] : [header]));
  const vaultId = first?.vaultId;
  const isOurs = ({ header }: Candidate) => header instanceof KeyhavenError || header.vaultId === vaultId;
  const ours = found.filter(isOurs);
  const bySave = ours.filter(({ header }) => !(header instanceof KeyhavenError));
  bySave.sort((one, other) => saveOf(other) - saveOf(one));
  const inOrder = ours.map((candidate) =>
    candidate.header instanceof KeyhavenError ? candidate : (bySave.shift() ?? candidate),
  );
  return [...inOrder, ...found.filter((candidate) => !isOurs(candidate))];
}

const saveOf = ({ header }: Candidate) => (header instanceof KeyhavenError ? 0 : header.save);

function headerIn(bytes: Buffer): Header | KeyhavenError {
  try {
    return parseHeader(bytes).header;
  } catch (error) {
    if (error instanceof KeyhavenError) return error;
    throw error;
  }
}

async function firstWhole<T>(
  candidates: readonly Candidate[],
  read: (candidate: Candidate, damaged: readonly Generation[]) => Promise<T>,
): Promise<T> {
  let damage: KeyhavenError | null = null;
  const damaged: Generation[] = [];
  for (const candidate of candidates) {
    try {
      return await read(candidate, damaged);
    } catch (error) {
      if (!(error instanceof KeyhavenError) || error.code !== 'vault.corrupt') throw error;
      damage ??= error;
      damaged.push(candidate.generation);
    }
  }
  throw damage ?? fail('vault.none');
}

function nextSave(candidates: readonly Candidate[], { vaultId, save }: Header): number {
  let highest = save;
  let unread = 0;
  for (const { header } of candidates) {
    // What cannot be read may have had the next number.
    if (header instanceof KeyhavenError) unread = 1;
    else if (header.vaultId === vaultId && header.save <= save + believableSaves)
      highest = Math.max(highest, header.save);
  }
  return highest + 1 + unread;
}

/** An open vault's newest content, as the older generations are measured against it. */
export interface Newest {
  readonly content: Content;
  readonly bytes: Buffer;
  readonly dataKey: Buffer;
}

/** What has to be done to the older generations, so that none holds what the newest has wiped. */
export interface Overdue {
  readonly rewritten: readonly Rewritten[];
  readonly removed: readonly OlderGeneration[];
  /** Not of this vault, or not readable: kept under a name of its own, since a save would write over it. */
  readonly aside: readonly OlderGeneration[];
}

/**
 * A generation from before the last wipe is written anew: with the slots of today, and without the secrets that the
 * newest has not any more. The previous one becomes a copy of the newest. One that does not open with the data key is
 * removed: it is damaged, or from before the data key was made anew.
 */
export async function overdue(disk: Disk, newest: Newest, randomness: Randomness): Promise<Overdue> {
  const { header, index } = newest.content;
  const writtenAt = await disk.writtenAt();
  const rewritten: Rewritten[] = [];
  const removed: OlderGeneration[] = [];
  const aside: OlderGeneration[] = [];
  for (const generation of olderGenerations) {
    const head = await disk.read(generation, limits.header);
    if (head === null) continue;
    const older = headerIn(head);
    if (older instanceof KeyhavenError || older.vaultId !== header.vaultId) aside.push(generation);
    else if (older.save < index.facts.wipedAt) {
      const at = writtenAt[generation] ?? 0;
      const anew = generation === 'previous' ? newest.bytes : cleansed(await disk.read(generation), newest, randomness);
      if (anew === null) removed.push(generation);
      else if (anew !== 'clean') rewritten.push({ generation, bytes: anew, writtenAt: at });
    }
  }
  return { rewritten, removed, aside };
}

function cleansed(bytes: Buffer | null, newest: Newest, randomness: Randomness): Buffer | 'clean' | null {
  const { content, dataKey } = newest;
  const { facts } = content.index;
  try {
    if (bytes === null) return null;
    const file = parseFile(bytes);
    const index = openIndex(file, dataKey);
    if (index.facts.wipedAt >= facts.wipedAt) return 'clean';
    const kept = new Set(content.index.records.map(({ id }) => id));
    const put = historyPut(content, dataKey);
    try {
      const { main, recovery } = content.header;
      return fileAfter(
        { header: file.header, index, lines: file.secrets },
        {
          header: { ...file.header, main, recovery },
          facts: {
            ...index.facts,
            recoveryConfirmed: facts.recoveryConfirmed,
            wipedAt: facts.wipedAt,
            formerRoots: facts.formerRoots,
          },
          snapshot: {
            rooms: {},
            put,
            remove: new Set(index.records.map(({ id }) => id).filter((id) => !kept.has(id))),
          },
          dataKey,
        },
        randomness,
      );
    } finally {
      wipe(...put.map(({ plain }) => plain));
    }
  } catch (error) {
    if (isFailure(error, 'vault.corrupt')) return null;
    throw error;
  }
}
