import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { fail } from './failure';

const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;

/**
 * A new file for this user alone, out of pieces. One that could not be finished is removed again.
 * @returns how many bytes it has
 * @throws export.exists, export.unwritable, and what `pieces` throws
 */
export async function writeNew(path: string, pieces: AsyncIterable<string>): Promise<number> {
  const { O_CREAT, O_EXCL, O_WRONLY } = constants;
  const file = await open(path, O_CREAT | O_EXCL | O_WRONLY | noFollow, 0o600).catch((error: unknown) => {
    throw isCoded(error, 'EEXIST') ? fail('export.exists') : fail('export.unwritable');
  });
  try {
    const bytes = await write(file, pieces);
    await file.close();
    return bytes;
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(path).catch(() => undefined);
    throw error;
  }
}

/**
 * The same where a file may be there already: it is replaced when the new one is whole, and a link is replaced, not followed.
 * @throws export.unwritable, and what `pieces` throws
 */
export async function writeOver(path: string, pieces: AsyncIterable<string>): Promise<number> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  const bytes = await writeNew(beside, pieces);
  try {
    await rename(beside, path);
    return bytes;
  } catch {
    await unlink(beside).catch(() => undefined);
    throw fail('export.unwritable');
  }
}

async function write(file: FileHandle, pieces: AsyncIterable<string>): Promise<number> {
  for await (const piece of pieces) await file.appendFile(piece).catch(unwritable);
  await file.sync().catch(unwritable);
  return (await file.stat()).size;
}

/** The system's own text holds the path. */
function unwritable(): never {
  throw fail('export.unwritable');
}

function isCoded(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
