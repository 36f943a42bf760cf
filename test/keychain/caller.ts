/** Makes the calls that it is told on standard input, in a process that has a session's environment, and prints what came of each. */
import { text } from 'node:stream/consumers';
import { KeyhavenError } from '../../core/base/failure';
import { systemRandomness } from '../../core/base/random';
import { createKeychain } from '../../core/keychain/keychain';
import { createKeytarPort } from '../../core/keychain/keytar-adapter';
import type { Calls, Outcome, Step } from './calls';
import { remindingBy } from './reminding';

const { options, steps } = JSON.parse(await text(process.stdin)) as Calls;
const port = createKeytarPort(options);
const keychain = createKeychain({ port, randomness: systemRandomness });
const doors = { port, keychain, reminders: remindingBy(keychain) };

async function outcomeOf([door, call, ...values]: Step): Promise<Outcome> {
  const began = performance.now();
  const outcome = await made(door, call, values).catch((error: unknown) => ({
    threw: error instanceof KeyhavenError ? error.code : (error as Error).name,
    text: (error as Error).message,
  }));
  return { ...outcome, ms: Math.round(performance.now() - began) };
}

async function made(door: keyof typeof doors, call: string, values: (string | undefined)[]) {
  const calls = doors[door] as unknown as Record<string, (...values: (string | undefined)[]) => Promise<unknown>>;
  return { value: await calls[call]?.(...values) };
}

const outcomes: Outcome[] = [];
for (const step of steps) outcomes.push(await outcomeOf(step));
// A call that nobody answers holds keytar's thread, and a normal exit waits for that (measured: up to 50 s).
process.stdout.write(JSON.stringify(outcomes), () => process.kill(process.pid, 'SIGKILL'));
