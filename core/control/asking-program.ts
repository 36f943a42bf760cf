import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { AskingProcess, AskingProgram } from '../contract/approvals';

const mostParents = 8;
const nameLimit = 100;
const pathLimit = 1024;

/** They run what they are given, so their own name says little. Versions stand behind it: `python3.12`. */
const interpreters = /^(node|nodejs|python|pypy|bash|sh|dash|zsh|deno|bun|ruby|perl)[\d.]*$/;

/**
 * The program behind a process id that a client told us of itself: a hint and no proof. On Linux out of /proc, null where
 * that process is not there or another user's; elsewhere only its id is known. Arguments may hold secrets: of them only
 * the name of a script is taken that is a file. Read without waiting: the first call of every command waits for this, and
 * /proc answers from memory.
 */
export function askingProgram(pid: number, platform: NodeJS.Platform): AskingProgram | null {
  if (platform !== 'linux') return { pid, name: 'a program', path: null, parents: [] };
  const found = processOf(pid);
  if (found === null || found.uid !== process.getuid?.()) return null;
  const parents: AskingProcess[] = [];
  let next = found.parent;
  while (next > 1 && parents.length < mostParents) {
    const parent = processOf(next);
    if (parent === null) break;
    parents.push(parent.told);
    next = parent.parent;
  }
  return { ...found.told, parents };
}

function processOf(pid: number): { told: AskingProcess; uid: number; parent: number } | null {
  const folder = `/proc/${pid}`;
  try {
    const status = readFileSync(`${folder}/status`, 'utf8');
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    const called = /^Name:\s+(.*)$/m.exec(status)?.[1] ?? '';
    const path = fileOf(folder);
    const file = path === null ? called : basename(path);
    const name = (interpreters.test(file) ? scriptOf(folder) : null) ?? file;
    return {
      told: { pid, name: shown(name).slice(0, nameLimit) || 'a program', path: path === null ? null : shownPath(path) },
      uid: field('Uid'),
      parent: field('PPid'),
    };
  } catch {
    return null; // It ended meanwhile.
  }
}

/** Of another user's process, such as who logged this one in, the system tells no more than a name. */
function fileOf(folder: string): string | null {
  try {
    return readlinkSync(`${folder}/exe`);
  } catch {
    return null;
  }
}

/** The name of the script that an interpreter runs, where its first argument is one. */
function scriptOf(folder: string): string | null {
  try {
    const [, script = ''] = readFileSync(`${folder}/cmdline`, 'utf8').split('\0');
    if (script === '' || script.startsWith('-')) return null;
    const isFile = statSync(resolve(readlinkSync(`${folder}/cwd`), script)).isFile();
    return isFile ? basename(script) : null;
  } catch {
    return null;
  }
}

/** A program chooses its names itself: what could steer a terminal or turn the direction of a text is dropped. */
const shown = (text: string) => text.replace(/\p{C}/gu, '').trim();

const shownPath = (path: string): string | null => (path.length > pathLimit ? null : shown(path));
