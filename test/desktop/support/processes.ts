import { readdirSync, readFileSync } from 'node:fs';

const read = (pid: number, file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');

/** The arguments that a process was started with. Chromium's children write theirs anew, with blanks between. */
export const argumentsOf = (pid: number): string[] => read(pid, 'cmdline').split(/[\0 ]/).filter(Boolean);

/** One line of /proc/PID/status, such as `Seccomp`. */
export const statusOf = (pid: number, field: string): string =>
  new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(read(pid, 'status'))?.[1] ?? '';

/** A process and everything it started that is still there. */
export function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [[Number(name), Number(statusOf(Number(name), 'PPid'))] as const];
      } catch {
        return []; // It ended meanwhile.
      }
    });
  const grow = (family: number[]): number[] => {
    const children = parents.filter(([child, parent]) => family.includes(parent) && !family.includes(child));
    return children.length === 0 ? family : grow([...family, ...children.map(([child]) => child)]);
  };
  return grow([pid]);
}

/** Whether it still runs; one that ended and was not yet taken note of by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^[ZX]/.test(statusOf(pid, 'State'));
  } catch {
    return false;
  }
}
