import { EgressTrouble, type Egress, type Origin } from '../channel';
import { dial, direct, type Connect } from './connect';
import { exchange, type AnswerLimits, type Exchange } from './exchange';
import { Pool, type PoolLimits } from './pool';

export const defaultEgressLimits = {
  connectMs: 10_000,
  atOnce: 128,
  idleMs: 15_000,
  headBytes: 32_768,
  bodyBytes: 67_108_864,
} as const satisfies EgressLimits;

export interface EgressLimits extends PoolLimits, AnswerLimits {
  readonly connectMs: number;
}

export interface EgressOptions {
  /** How connections are opened; directly where nothing else is said. */
  readonly connect?: Connect;
  /** The authorities trusted in place of the runtime's own. For tests. */
  readonly ca?: string;
  readonly limits?: Partial<EgressLimits>;
}

/** The broker's way out: see `Egress`. Plain http goes to this machine only, where practice servers are. */
export function createEgress({ connect = direct, ca, limits: changed }: EgressOptions = {}): Egress {
  const limits: EgressLimits = { ...defaultEgressLimits, ...changed };
  const pools = new Map<string, Pool>();
  let closed = false;

  function poolOf(to: Origin): Pool {
    const name = `${to.protocol}//${to.hostname}:${to.port}`;
    const pool = pools.get(name) ?? new Pool(() => dial(to, { connect, ca, connectMs: limits.connectMs }), limits);
    pools.set(name, pool);
    return pool;
  }

  return {
    async send(to, request, { deadlineMs, signal, repeatable = false, mayGo }) {
      if (closed || isOff(signal)) throw new EgressTrouble('cancelled', false);
      if (to.protocol === 'http:' && !isThisMachine(to.hostname)) throw new EgressTrouble('refused', false);
      const untilMs = performance.now() + deadlineMs;
      const pool = poolOf(to);
      const giveBack = await pool.places.take(deadlineMs, signal);
      if (giveBack === undefined) throw new EgressTrouble(isOff(signal) ? 'cancelled' : 'timeout', false);
      const attempt = (): Exchange => exchange(pool, to, request, { untilMs, signal }, limits);
      try {
        mayGo?.();
        let under = attempt();
        const answer = await under.answer.catch((error: unknown) => {
          if (!repeatable || !isStale(error, under)) throw error;
          // Its idle connection was just being closed, and so are perhaps the others.
          pool.dropIdle();
          under = attempt();
          return under.answer;
        });
        void under.over.then(giveBack);
        return answer;
      } catch (error) {
        giveBack();
        throw error;
      }
    },
    async close() {
      closed = true;
      for (const pool of pools.values()) pool.destroy();
      pools.clear();
    },
  };
}

const isOff = (signal: AbortSignal): boolean => signal.aborted;

const isStale = (error: unknown, under: Exchange): boolean =>
  error instanceof EgressTrouble && error.kind === 'cut' && under.reused();

const isThisMachine = (hostname: string): boolean => hostname === '127.0.0.1' || hostname === 'localhost';
