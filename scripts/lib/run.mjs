// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { root } from './paths.mjs';

/** A step that could not be done, with the one command a person can run instead. */
export class StepFailed extends Error {
  /**
   * @param {string} message what went wrong, in one sentence
   * @param {string} byHand the one command to run by hand
   */
  constructor(message, byHand) {
    super(message);
    this.byHand = byHand;
  }
}

/**
 * Ends a script on a step that could not be done, saying what to run by hand; any other error is a fault of ours and goes on.
 * @param {unknown} error
 * @returns {never}
 */
export function endOnFailure(error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(`${error.message}\nRun by hand:\n  ${error.byHand}`);
  process.exit(1);
}

/**
 * Runs a program to its end, keeping its output.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, input?: string }} [options]
 * @returns {{ ok: boolean, code: number | null, stdout: string, stderr: string }}
 */
export function capture(program, args, options = {}) {
  const done = spawnSync(program, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    input: options.input,
    timeout: options.timeoutMs,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return {
    ok: done.status === 0,
    code: done.status,
    stdout: done.stdout ?? '',
    stderr: done.stderr ?? String(done.error ?? ''),
  };
}

/** Whether a program of that name is on the PATH. @param {string} name @returns {boolean} */
export const onPath = (name) => capture('sh', ['-c', 'command -v "$1"', 'sh', name]).ok;

/**
 * Starts a program on our own terminal and waits for it. Signals that reach us go on to the program, so that Ctrl-C and
 * a supervisor's TERM end it and not only us.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it
 */
export function follow(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? process.cwd(),
      env: options.env ?? process.env,
      stdio: 'inherit',
    });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + signalNumber(signal));
    });
  });
}

/** @param {NodeJS.Signals | null} signal */
const signalNumber = (signal) =>
  ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 })[/** @type {string} */ (signal)] ?? 1;
