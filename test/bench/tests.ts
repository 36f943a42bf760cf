import { join } from 'node:path';
import type { CallName, Input, Output } from '../../core/contract/contract';
import { practiceStyles } from '../../core/contract/lists';
import { createCredentials } from '../../core/credentials/store';
import { exchangeOf, fieldProblem } from '../../core/exchanges/catalogue/catalogue';
import { createPracticeHome } from '../../core/exchanges/practice-home';
import { createNodeLauncher } from '../../core/exchanges/worker/node-launcher';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import { createKeychain } from '../../core/keychain/keychain';
import { createVault } from '../../core/vault/create-vault';
import { practiceControlOf } from '../support/practice-control';
import { builtTerminal, createTestWorld, type TestWorld } from '../support/world';
import { alternating, timed } from './support/measure';
import { tell } from './support/rows';
import { removeAtEnd } from './support/scratch';
import { countingWorkers, type WorkerCount } from './support/workers';

/** Thirty tests of ten exchanges at once against the practice exchange that takes 300 ms for each answer. */

const howMany = 30;
const answerMs = 300;
const rounds = 5;
const warmGoalMs = 500;
const coldGoalMs = 1_200;
const goalWorkers = 2;
const caller = { id: 'a benchmark' };

async function call<O extends CallName>(keyhaven: Keyhaven, operation: O, input: Input<O>): Promise<Output<O>> {
  const answer = await keyhaven.door('terminal').call(operation, input, caller);
  if (!answer.ok) throw new Error(`${operation}: ${answer.error.code}`);
  return answer.value as Output<O>;
}

/** Tests every key in the vault, as a person does by one press. @throws unless all of them work */
async function testAll(keyhaven: Keyhaven): Promise<void> {
  const door = keyhaven.door('terminal');
  const ended = new Promise<void>((resolve, reject) => {
    const stop = door.onJob((_caller, event) => {
      if (event.state === 'item') return;
      stop();
      const works = event.state === 'done' ? (event.value as { works: number }).works : 0;
      if (works === howMany) resolve();
      else reject(new Error(`${works} of ${howMany} tests worked`));
    });
  });
  const started = await door.call('credential.test', {}, caller);
  if (!started.ok) throw new Error(`credential.test: ${started.error.code}`);
  await ended;
}

/** Thirty practice keys, of every exchange in turn, kept in the vault by the same store that the button uses. */
async function keepKeys(world: TestWorld, folder: string): Promise<void> {
  const { home, clock, randomness, launcher, keychain: port } = world;
  const keychain = createKeychain({ port, randomness });
  const vault = createVault({ folder: home, keychain, clock, randomness, holder: 'a benchmark' });
  await vault.unlock({});
  const credentials = createCredentials({ vault, clock, randomness, exchanges: { exchangeOf, fieldProblem } });
  const practice = createPracticeHome({ folder, launcher, clock, randomness });
  for (let at = 0; at < howMany; at += 1) {
    const style = practiceStyles[at % practiceStyles.length] ?? practiceStyles[0];
    const label = `kh-test-key ${at}`;
    const { exchange, fields } = await practice.makeKey({ style, label, rights: undefined });
    await credentials.add({ exchange, label, purpose: 'tracker', fields }, { practice: true });
  }
  await vault.lock();
}

/** The slowest of as many plain requests, sent together by Node's own client: what no program can beat. */
async function slowestAnswerMs(address: string): Promise<number> {
  const asked = Array.from({ length: howMany }, () =>
    timed(async () => {
      const answer = await fetch(`${address}/api/v3/time`);
      await answer.text();
    }),
  );
  return Math.max(...(await Promise.all(asked)));
}

async function measure(world: TestWorld, workers: WorkerCount): Promise<void> {
  const practiceFolder = join(world.home, 'practice');
  // Owns the practice server for the whole run; its vault is locked while the others open it.
  const owner = createKeyhaven(world);
  try {
    await call(owner, 'vault.create', { mode: 'keychain' });
    const { address } = await call(owner, 'practice.start', {});
    await call(owner, 'vault.lock', {});
    await keepKeys(world, practiceFolder);
    await practiceControlOf(practiceFolder)('POST', '/keyhaven/faults', {
      style: 'all',
      faults: { slow: { ms: answerMs } },
    });

    const cold = async () => {
      const keyhaven = createKeyhaven(world);
      try {
        await call(keyhaven, 'vault.unlock', {});
        return await timed(() => testAll(keyhaven));
      } finally {
        await keyhaven.close();
      }
    };
    const warm = async () => {
      const keyhaven = createKeyhaven(world);
      try {
        await call(keyhaven, 'vault.unlock', {});
        await testAll(keyhaven);
        return await timed(() => testAll(keyhaven));
      } finally {
        await keyhaven.close();
      }
    };
    const found = await alternating(rounds, { slowest: () => slowestAnswerMs(address ?? ''), cold, warm });
    const row = (what: string, ours: number, spare: number) =>
      tell({
        what: `${howMany} tests of ${practiceStyles.length} exchanges, answers take ${answerMs} ms: ${what}`,
        unit: 'ms',
        ours,
        other: found.slowest,
        goal: { text: `≤ + ${spare.toLocaleString('en')} ms`, met: ours <= found.slowest + spare },
      });
    row('warm worker', found.warm, warmGoalMs);
    row('cold worker', found.cold, coldGoalMs);
    tell({
      what: `${howMany} tests of ${practiceStyles.length} exchanges: worker processes at once`,
      unit: '',
      ours: workers.most(),
      other: null,
      goal: { text: `≤ ${goalWorkers}`, met: workers.most() <= goalWorkers },
    });
  } finally {
    await owner.close();
  }
}

const workers = countingWorkers(createNodeLauncher({ folder: await builtTerminal() }));
const world = await createTestWorld({ launcher: workers });
removeAtEnd(() => {
  world.remove();
});
await measure(world, workers);
