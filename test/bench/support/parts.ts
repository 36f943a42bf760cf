import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What a program of the bench says of itself when it listens; the key and secret to sign with, where it has some. */
interface Told {
  readonly port: number;
  readonly apiKey?: string;
  readonly secret?: string;
}

/** A program of the bench in a process of its own. */
export interface Part extends Told {
  readonly pid: number;
}

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill()));

/** Starts another file of test/bench, and waits for what it tells of itself. @throws where it ends before */
export async function startPart(name: string, ...words: readonly string[]): Promise<Part> {
  const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [file, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string | undefined];
  if (line === undefined) throw new Error(`${name} does not start`);
  return { ...(JSON.parse(line) as Told), pid: child.pid ?? 0 };
}

/** Starts a program that says nothing of itself on `port`; ends by itself with this process. */
export function startProgram(program: string, words: readonly string[]): number {
  const child = spawn(program, words, { stdio: 'ignore' });
  children.add(child);
  return child.pid ?? 0;
}

/** One line of a part's output, which only the bench reads. */
export const tellPart = (told: Told): void => void process.stdout.write(`${JSON.stringify(told)}\n`);
