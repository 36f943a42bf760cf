import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of the bench in a process of its own. */
export interface Part {
  readonly port: number;
  readonly pid: number;
}

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill()));

/** Starts another file of test/bench; its first line of output is its port. */
export async function startPart(name: string, ...words: readonly string[]): Promise<Part> {
  const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [file, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { port: Number(line), pid: child.pid ?? 0 };
}

/** Starts a program that says nothing of itself on `port`; ends by itself with this process. */
export function startProgram(program: string, words: readonly string[]): number {
  const child = spawn(program, words, { stdio: 'ignore' });
  children.add(child);
  return child.pid ?? 0;
}

/** What a part says of itself when it listens. */
export const tellPort = (port: number): void => void process.stdout.write(`${port}\n`);
