import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { errnoOf } from '../../core/base/errno';
import { fail } from '../../core/base/failure';
import { hasTerminal } from '../terminal';
import { createMask } from './mask';

export interface ChildWish {
  readonly command: readonly string[];
  readonly environment: Record<string, string | undefined>;
  /** Hidden in what it prints; null: its output is not looked at, and a terminal stays one for it. */
  readonly hidden: readonly string[] | null;
}

/** What is passed on to the program, which decides what it means. */
const passedOn = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;
/** A terminal gives these to every program in it, so that the program has them already. */
const fromTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** As shells count: 128 and the number of the signal that ended a program. */
export const exitCodeOf = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

/**
 * Runs a program to its end, with its environment alone changed: standard input is this command's own, signals are passed
 * on. @returns its exit code @throws run.noCommand
 */
export async function runChild({ command, environment, hidden }: ChildWish): Promise<number> {
  const [file = '', ...args] = command;
  const out = hidden === null ? 'inherit' : 'pipe';
  const child = spawn(file, args, { env: environment, stdio: ['inherit', out, out] });
  const onTerminal = hasTerminal();
  const pass = (signal: NodeJS.Signals) => {
    if (!onTerminal || !fromTerminal.includes(signal)) child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, pass);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) =>
      reject(fail('run.noCommand', { why: reasons[errnoOf(error)] ?? 'it did not start' })),
    );
    child.once('close', (code, signal) => resolve(exitCodeOf(code, signal)));
  });
  try {
    // Whoever reads our output may have seen enough (`| head`): the program hears of it when it writes on.
    const told = [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const;
    const piped = told.map(([from, to]) =>
      from === null || hidden === null
        ? Promise.resolve()
        : pipeline(from, createMask(hidden), to, { end: false }).catch(() => void from.destroy()),
    );
    const code = await ended;
    await Promise.all(piped);
    return code;
  } finally {
    for (const signal of passedOn) process.off(signal, pass);
  }
}

const reasons: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is none of this name',
  EACCES: 'it may not be run',
  ENOEXEC: 'it is no program',
};
