import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Health } from '../contract/health';
import { builtInBook, ruleBook, type RuleBook } from './key-rules';
import { readOverride } from './override';

export const rulesFile = 'key-rules.json';
const limitBytes = 256 * 1024;

type State = Health['rules'];
const none: State = { state: 'none', rules: 0, problem: null };
const bad = (problem: string): State => ({ state: 'notUnderstood', rules: 0, problem });

/** The rules in force. A file that is not understood changes nothing: the built-in rules hold, and it is left as it is. */
export interface RulesHome {
  readonly book: () => RuleBook;
  readonly state: () => State;
  /** Looks at the file again where it is another than before. Never throws. */
  readonly refresh: () => Promise<void>;
}

/** `key-rules.json` in the data folder, laid over what Keyhaven knows by itself. */
export function createRulesHome(folder: string): RulesHome {
  const file = join(folder, rulesFile);
  let seen = '';
  let book = builtInBook;
  let state = none;

  return {
    book: () => book,
    state: () => state,
    refresh: async () => {
      const mark = await markOf(file);
      if (mark === seen) return;
      const read = mark === 'none' ? { book: builtInBook, state: none } : await readRules(file);
      ({ book, state } = read);
      seen = mark;
    },
  };
}

/** What the file says, for whoever only wants to know whether it is understood. */
export async function lookAtRules(folder: string): Promise<State> {
  const file = join(folder, rulesFile);
  return (await markOf(file)) === 'none' ? none : (await readRules(file)).state;
}

async function readRules(file: string): Promise<{ book: RuleBook; state: State }> {
  const refused = (problem: string) => ({ book: builtInBook, state: bad(problem) });
  const stats = await lstat(file).catch(() => null);
  if (stats?.isFile() !== true) return refused('It is no regular file.');
  if (stats.size > limitBytes) return refused('It is larger than 256 KiB.');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return refused('It cannot be read.');
  const reading = readOverride(text);
  if (!reading.ok) return refused(reading.problem);
  return { book: ruleBook(reading.rules), state: { state: 'inForce', rules: reading.own, problem: null } };
}

/** Changes whenever the file may have. */
async function markOf(file: string): Promise<string> {
  const stats = await lstat(file).catch(() => null);
  return stats === null ? 'none' : [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(' ');
}
