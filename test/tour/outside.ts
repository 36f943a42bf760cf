import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the tour sees what was done: not by asking the window, but by looking at what is left of it outside. */

export interface LogLine {
  readonly actor: string;
  readonly action: string;
  readonly outcome: string;
}

/** The lines of the audit log, as they stand in its file. */
export function logOf(home: string): LogLine[] {
  const path = join(home, 'audit.log');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as LogLine);
}

/** What any program of the desktop would paste; empty when there is no text. */
export function clipboard(env: Record<string, string>): string {
  const { stdout, status } = spawnSync('xclip', ['-selection', 'clipboard', '-o'], { env, encoding: 'utf8' });
  return status === 0 ? stdout : '';
}

export function toClipboard(env: Record<string, string>, text: string): void {
  // xclip stays, to hand the text out, and would keep a pipe of ours open.
  execFileSync('xclip', ['-selection', 'clipboard', '-i'], { env, input: text, stdio: ['pipe', 'ignore', 'ignore'] });
}

interface PracticeState {
  readonly keys: { readonly label: string; readonly signing: { readonly secret?: string } }[];
}

/** The secret of a practice key as its exchange knows it. */
export function practiceSecret(home: string, label: string): string {
  const { keys } = JSON.parse(readFileSync(practiceStatePath(home), 'utf8')) as PracticeState;
  const key = keys.find((one) => one.label === label);
  if (key?.signing.secret === undefined) throw new Error(`the practice exchange has no key “${label}”`);
  return key.signing.secret;
}

export const practiceStatePath = (home: string): string => join(home, 'practice', 'state.json');

export const practicePid = (home: string): number =>
  (JSON.parse(readFileSync(join(home, 'practice', 'server.json'), 'utf8')) as { pid: number }).pid;
