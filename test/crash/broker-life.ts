import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { CallName, Input, Output } from '../../core/contract/contract';
import type { BrokerAnswer, BrokerOrders, BrokerQuestion } from './broker-words';
import { brokerHouseFolder } from './bundle';

type WithoutId<Q> = Q extends BrokerQuestion ? Omit<Q, 'id'> : never;
type Asked = WithoutId<BrokerQuestion>;

/** How much time has passed that the computer did not take, in ms. */
interface PassedTime {
  now(): number;
  pass(ms: number): void;
}

/** A Keyhaven that serves this folder, until it dies or is killed. */
export function startLife(given: Omit<BrokerOrders, 'shiftMs'>, time: PassedTime) {
  const child = fork(join(brokerHouseFolder, 'broker-house.mjs'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (answer: BrokerAnswer | null) => void>();
  let questions = 0;
  let alive = true;
  const ended = new Promise<NodeJS.Signals | null>((done) =>
    child.once('exit', (_, signal) => {
      alive = false;
      for (const answered of waiting.values()) answered(null);
      done(signal);
    }),
  );
  child.on('message', (answer: BrokerAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const heard = (id: number) =>
    new Promise<BrokerAnswer | null>((answered) => {
      if (alive) waiting.set(id, answered);
      else answered(null);
    });
  const ready = heard(0);
  child.send({ ...given, shiftMs: time.now() } satisfies BrokerOrders);

  /** Null where it died first. */
  async function question(asked: Asked): Promise<BrokerAnswer | null> {
    await ready;
    const id = (questions += 1);
    const answer = heard(id);
    if (alive) child.send({ id, ...asked }, () => undefined);
    return answer;
  }

  /** @throws Error with the failure's code, or that it died */
  async function call<O extends CallName>(operation: O, input: Input<O>): Promise<Output<O>> {
    const answer = await question({ ask: 'call', operation, input });
    if (answer === null) throw new Error(`${operation}: it died`);
    if (!answer.ok) throw new Error(`${operation}: ${String(answer.value)}`);
    return answer.value as Output<O>;
  }

  return {
    ended,
    isAlive: () => alive,
    call,
    steps: async () => ((await question({ ask: 'steps' }))?.value ?? []) as string[],
    /** Time passes, for it and for the exchange. */
    async pass(ms: number) {
      // The exchange's first: what is signed a little late is taken, what is signed in the future is not.
      await question({ ask: 'shift', ms: time.now() });
      time.pass(ms);
      await question({ ask: 'shift', ms: time.now() });
    },
    kill: async () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

export type Life = ReturnType<typeof startLife>;
