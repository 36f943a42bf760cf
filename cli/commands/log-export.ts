import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { exported } from '../../core/audit/export';
import { fail } from '../../core/base/failure';
import { writeNew } from '../../core/base/new-file';
import type { AuditExportFormat } from '../../core/contract/audit';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';

const standardOutput = '-';

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
