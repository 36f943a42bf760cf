import { spawn, type ChildProcess } from 'node:child_process';
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { environment } from './app';

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** `keyhaven …` in a terminal that nobody sits at: without one of its own, and in a session of its own. */
export function keyhaven(home: string, ...words: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  return keyhavenWith({}, home, ...words);
}

/** The same with more in its environment. */
export function keyhavenWith(
  more: Readonly<Record<string, string>>,
  home: string,
  ...words: string[]
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [inRoot('out', 'cli', 'cli.js'), ...words], {
    env: environment(home, more),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, output }))) };
}
