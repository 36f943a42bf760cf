import { readFileSync } from 'node:fs';
import { familyOf } from '../../desktop/support/processes';

const kibPerMib = 1024;

/**
 * Memory of a process and all it started, in MiB: the sum of their proportional set sizes, in which a page that several
 * share counts once. Chromium's sandboxed processes let nobody but root read theirs. @throws where one cannot be read
 */
export function familyMib(pid: number): number {
  const kib = familyOf(pid).map((member) => {
    const [, pss] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8')) ?? [];
    return Number(pss);
  });
  return kib.reduce((sum, part) => sum + part, 0) / kibPerMib;
}
