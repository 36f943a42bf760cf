import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { practiceStyles } from '../../core/contract/lists';
import { createExchangeTester } from '../../core/exchanges/exchange-tester';
import { createPracticeHome } from '../../core/exchanges/practice-home';
import { createNodeLauncher } from '../../core/exchanges/worker/node-launcher';
import { builtTerminal, createTestWorld } from '../support/world';
import { median } from './support/measure';
import { familyMib } from './support/memory';
import { tell } from './support/rows';
import { removeAtEnd } from './support/scratch';
import { countingWorkers } from './support/workers';

/** Memory of the exchange worker with one exchange and with all ten in it, and that nothing is left of it when it is idle. */

type Style = (typeof practiceStyles)[number];
type Key = Awaited<ReturnType<typeof practice.makeKey>>;

const rounds = 3;
/** Instead of the product's minute. */
const idleMs = 2_000;
const goneWithinMs = 3_000;
const lookEveryMs = 50;

const launcher = countingWorkers(createNodeLauncher({ folder: await builtTerminal() }));
const world = await createTestWorld({ launcher });
removeAtEnd(() => {
  world.remove();
});
const { clock, randomness } = world;
const practice = createPracticeHome({ folder: join(world.home, 'practice'), launcher, clock, randomness });

/** A new worker that tests a key of each of these, one after another. @returns its memory in MiB with all of them answered */
async function memoryWith(styles: readonly Style[], keys: ReadonlyMap<Style, Key>): Promise<number> {
  const tester = createExchangeTester({ launcher, clock, practice });
  try {
    for (const style of styles) {
      const key = keys.get(style);
      if (key === undefined) throw new Error(`no key of ${style}`);
      const { outcome } = await tester.test(key, new AbortController().signal);
      if (outcome !== 'works') throw new Error(`the test of ${style} does not work`);
    }
    return onlyWorkerMib();
  } finally {
    await tester.dispose();
  }
}

function onlyWorkerMib(): number {
  const [pid, another] = launcher.alive();
  if (pid === undefined || another !== undefined) throw new Error('there is not one worker');
  return familyMib(pid);
}

/** A Node of the same version in which nothing was loaded, in MiB. */
async function bareNodeMib(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("ready"); setInterval(() => {}, 60_000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await new Promise((ready) => child.stdout.once('data', ready));
    return familyMib(child.pid ?? 0);
  } finally {
    child.kill();
  }
}

/** How many workers are left after one was asked once and then nothing any more. */
async function leftAfterIdle(key: Key): Promise<number> {
  const tester = createExchangeTester({ launcher, clock, practice, idleMs });
  await tester.test(key, new AbortController().signal);
  const began = performance.now();
  while (launcher.alive().length > 0 && performance.now() - began < idleMs + goneWithinMs) await wait(lookEveryMs);
  const left = launcher.alive().length;
  await tester.dispose();
  return left;
}

try {
  const keys = new Map<Style, Key>();
  for (const style of practiceStyles) {
    keys.set(style, await practice.makeKey({ style, label: 'kh-test-key', rights: undefined }));
  }
  const bare: number[] = [];
  const alone = new Map<Style, number[]>(practiceStyles.map((style) => [style, []]));
  const together: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await bareNodeMib());
    for (const style of practiceStyles) alone.get(style)?.push(await memoryWith([style], keys));
    together.push(await memoryWith(practiceStyles, keys));
  }
  const row = (what: string, ours: number) =>
    tell({ what: `Exchange worker, memory with ${what}`, unit: 'MiB', ours, other: median(bare), goal: null });
  for (const [style, found] of alone) row(`${style} alone, against a bare Node`, median(found));
  row(`all ${practiceStyles.length}, against a bare Node`, median(together));

  const [first] = keys.values();
  if (first === undefined) throw new Error('no key was made');
  const left = await leftAfterIdle(first);
  tell({
    what: 'Exchange worker, processes after it was idle',
    unit: '',
    ours: left,
    other: null,
    goal: { text: '0', met: left === 0 },
  });
} finally {
  await practice.close();
}
