import { spawnSync } from 'node:child_process';

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
};

/** Milliseconds that `work` took. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Medians of several works, each done `rounds` times, one after another in every round: what else the machine does
 * meanwhile falls on all of them alike. A work answers what it measured.
 */
export async function alternating<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => number | Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const found = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) found.get(name)?.push(await works[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<Name, number>;
}

const longestRunMs = 60_000;

/** Runs a program to its end and answers how long that took, in milliseconds. @throws when it fails */
export function runTimed(
  program: string,
  words: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): { ms: number; stdout: string } {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(program, words, {
    input,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: longestRunMs,
    maxBuffer: 256 * 1024 * 1024,
  });
  const ms = performance.now() - began;
  if (status !== 0) throw new Error(`${program} ${words[0] ?? ''} ended with ${String(status)}: ${stderr.slice(-300)}`);
  return { ms, stdout };
}
