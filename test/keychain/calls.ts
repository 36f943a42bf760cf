import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Keychain } from '../../core/keychain/keychain';
import type { KeytarPortOptions } from '../../core/keychain/keytar-adapter';
import type { KeychainPort } from '../../core/keychain/port';
import { callerFolder } from './bundle';
import type { remindingBy } from './reminding';
import type { KeyringSession } from './session';

/** One call on the keychain, on the port below it, or on the reminders above it. */
export type Step =
  | readonly ['keychain', keyof Keychain, name: string, value?: string]
  | readonly ['port', keyof KeychainPort, name: string, value?: string]
  | readonly ['reminders', keyof ReturnType<typeof remindingBy>, folder: string, vaultId: string];

export interface Calls {
  readonly options: KeytarPortOptions;
  readonly steps: readonly Step[];
}

/** What came of a call: a value, or a thrown error's code (or name) and text. */
export interface Outcome {
  readonly value?: unknown;
  readonly threw?: string;
  readonly text?: string;
  readonly ms: number;
}

/** Makes the calls one after another in a new process of the session. Values go in by standard input. */
export async function callsIn(
  session: KeyringSession,
  steps: readonly Step[],
  options: KeytarPortOptions = {},
): Promise<Outcome[]> {
  const child = spawn(process.execPath, [`${callerFolder}caller.mjs`], {
    env: session.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? String(code))));
  child.stdin.end(JSON.stringify({ options, steps } satisfies Calls));
  const [answer, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (answer === '') throw new Error(`the caller ended with ${await ended}: ${complaint}`);
  return JSON.parse(answer) as Outcome[];
}
