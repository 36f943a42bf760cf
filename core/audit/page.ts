import { fail } from '../base/failure';
import type { AuditPage, AuditPlace } from '../contract/audit';
import { bytesOf, newline } from './file';
import type { Parts } from './segments';

/** Room for about 800 lines: a page is one message of the control socket. */
const pageBytes = 256 * 1024;

/**
 * The log's lines as they stand, from `place` on: whole lines, and where the next page begins. Places stay good while lines
 * are added and files begun. Only where a line was damaged so that it does not end within a page, a part of it is a page.
 * @throws argument.invalid for a file that is not there
 */
export async function pageOf(parts: Parts, { file: number, at }: AuditPlace): Promise<AuditPage> {
  const segment = parts.segments[number];
  if (segment === undefined) throw fail('argument.invalid', { where: 'file' });
  return await parts.read(segment, async (file, size) => {
    const from = Math.min(at, size);
    const bytes = await bytesOf(file, from, Math.min(size, from + pageBytes));
    const whole = bytes.lastIndexOf(newline) + 1;
    const taken = whole > 0 ? whole : bytes.length;
    const rest = taken > 0 && from + taken < size;
    const following = number + 1 < parts.segments.length ? { file: number + 1, at: 0 } : null;
    return { text: bytes.toString('utf8', 0, taken), next: rest ? { file: number, at: from + taken } : following };
  });
}
