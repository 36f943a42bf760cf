import { constants, type Stats } from 'node:fs';
import { lstat, open, unlink, type FileHandle } from 'node:fs/promises';
import { exported } from '../../core/audit/export';
import { fail } from '../../core/base/failure';
import type { AuditExportFormat } from '../../core/contract/audit';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';

const standardOutput = '-';
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;

/** The whole log, oldest line first, to a file that must not be there yet, or to standard output for `-`. */
export async function exportLog(session: Session, path: string, format: AuditExportFormat): Promise<ExitName> {
  // Before the passphrase is asked for; what comes in between is refused when the file is made.
  if (path !== standardOutput && (await statsOf(path)) !== null) throw fail('export.exists');
  await session.open();
  await session.call('audit.beginExport', { format });
  const pieces = exported(format, (place) => session.call('audit.page', place));
  if (path === standardOutput) {
    for await (const piece of pieces) if (!(await print(piece))) break;
    return 'ok';
  }
  const bytes = await writeNew(path, pieces);
  session.output.value({ format, bytes }, () => `The whole log is in ${path} (${bytes.toLocaleString('en')} bytes).`);
  return 'ok';
}

async function statsOf(path: string): Promise<Stats | null> {
  return lstat(path).catch(() => null);
}

/** Ends early where whoever reads has gone (`keyhaven log --export - | head`). */
function print(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => {
      resolve(!(error instanceof Error));
    });
  });
}

/** @returns how many bytes it has. A file that could not be finished is removed again. */
async function writeNew(path: string, pieces: AsyncIterable<string>): Promise<number> {
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
