import { fail, KeyhavenError, isFailure } from '../base/failure';
import { wipe } from './cipher';
import type { Disk, Generation } from './disk';
import { parseHeader, type Header } from './header';
import { limits } from './limits';
import type { SealedIndex } from './sealed-index';
import { openIndex, parseFile, type ParsedFile } from './vault-file';

/** The newest first: the first one that verifies is the vault. */
const newestFirst: readonly Generation[] = ['newest', 'previous'];

export interface OpenedFile {
  readonly file: ParsedFile;
  readonly index: SealedIndex;
  readonly dataKey: Buffer;
  readonly generation: Generation;
}

/**
 * Opens the newest generation that verifies. `unwrap` gives the data key of a file or throws what is wrong with the
 * key; only damage leads on to the older generation, and a newer format never does.
 * @throws vault.none, vault.newer, vault.corrupt, and what `unwrap` throws
 */
export async function openGenerations(disk: Disk, unwrap: (file: ParsedFile) => Promise<Buffer>): Promise<OpenedFile> {
  return firstWhole(disk, limits.file + 1, async (bytes, generation) => {
    const file = parseFile(bytes);
    const dataKey = await unwrap(file);
    try {
      return { file, index: openIndex(file, dataKey), dataKey, generation };
    } catch (error) {
      wipe(dataKey);
      throw error;
    }
  });
}

/** The header of the newest generation that has a readable one; null where there is no vault. @throws vault.newer, vault.corrupt */
export async function readHeader(disk: Disk): Promise<{ header: Header; generation: Generation } | null> {
  try {
    return await firstWhole(disk, limits.header, (bytes, generation) => ({
      header: parseHeader(bytes).header,
      generation,
    }));
  } catch (error) {
    if (isFailure(error, 'vault.none')) return null;
    throw error;
  }
}

async function firstWhole<T>(
  disk: Disk,
  mostBytes: number,
  read: (bytes: Buffer, generation: Generation) => T | Promise<T>,
): Promise<T> {
  let damage: KeyhavenError | null = null;
  for (const generation of newestFirst) {
    const bytes = await disk.read(generation, mostBytes);
    if (bytes === null) continue;
    try {
      return await read(bytes, generation);
    } catch (error) {
      if (!(error instanceof KeyhavenError) || error.code !== 'vault.corrupt') throw error;
      damage ??= error;
    }
  }
  throw damage ?? fail('vault.none');
}

/**
 * What an interrupted save or another program left, put in order once the newest generation is open: a previous
 * generation from before the last wipe is written anew; one that cannot be read, or is of another vault, is set aside,
 * since the next save would write over it. @throws vault.*
 */
export async function tidyPrevious(disk: Disk, { file, index }: OpenedFile): Promise<void> {
  const bytes = await disk.read('previous', limits.header);
  if (bytes === null) return;
  const previous = headerOrNull(bytes);
  if (previous?.vaultId !== file.header.vaultId) await disk.setAside('previous');
  else if (previous.save < index.facts.wipedAt) await disk.replacePrevious(file.bytes);
}

function headerOrNull(bytes: Buffer): Header | null {
  try {
    return parseHeader(bytes).header;
  } catch {
    return null;
  }
}
