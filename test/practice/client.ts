import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One line of a bot: what it called and what came of it. */
export interface BotLine {
  call: string;
  ok: boolean;
  result?: unknown;
  error?: string;
  message?: string;
}

export interface BotRun {
  lines: BotLine[];
  /** What it wrote to standard error. */
  trouble: string;
  exit: number | null;
}

export const clientFile = (name: string): string => fileURLToPath(new URL(`../clients/${name}`, import.meta.url));

/** Runs an ordinary program as a process of its own, with nothing in its environment but `environment` and what a shell has. */
export function runBot(program: string, args: readonly string[], environment: Record<string, string>): Promise<BotRun> {
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let trouble = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (trouble += bytes.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => {
      const lines = output.split('\n').filter((line) => line.startsWith('{'));
      resolve({ lines: lines.map((line) => JSON.parse(line) as BotLine), trouble, exit });
    });
  });
}
