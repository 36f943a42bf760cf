import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Person } from './person';
import { program } from './keyhaven';

export interface Serving {
  readonly pid: number;
  /** What it said so far, on both ways out. */
  said(): string;
  kill(signal: NodeJS.Signals): void;
  /** Settles with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** `keyhaven serve` without a terminal, as a service has it, up to the line that says it serves. @throws with what it said */
export async function startServing(person: Person, args: readonly string[] = []): Promise<Serving> {
  const [node, script] = program;
  const child = spawn(node, [script, 'serve', '--json', ...args], {
    env: person.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('"serving"')) resolve();
      });
    }
  });
  const how = await Promise.race([ready, ended]);
  if (how !== undefined) throw new Error(`keyhaven serve ended with ${String(how)}: ${said}`);
  return {
    pid: child.pid ?? 0,
    said: () => said,
    kill: (signal) => void child.kill(signal),
    ended,
  };
}
