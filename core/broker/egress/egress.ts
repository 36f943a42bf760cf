import { EgressTrouble, type Egress, type Origin, type UpstreamAnswer } from '../channel';
import { dial, direct, type Connect } from './connect';
import type { Connection } from './connection';
import type { ExchangeLimits } from './exchange';
import { messageOf } from './message';
import { Pool, type PoolLimits } from './pool';

export const defaultEgressLimits = {
  connectMs: 10_000,
  atOnce: 128,
  atReadersPace: 32,
  idleMs: 15_000,
  headBytes: 32_768,
  bodyBytes: 67_108_864,
  pausedMs: 5_000,
} as const satisfies EgressLimits;

export interface EgressLimits extends PoolLimits, ExchangeLimits {
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
  const isOver = (signal: AbortSignal | null): boolean => closed || isOff(signal);

  function poolOf(to: Origin): Pool {
    const name = `${to.protocol}//${to.hostname}:${to.port}`;
    const pool = pools.get(name) ?? new Pool(() => dial(to, { connect, ca, connectMs: limits.connectMs }), limits);
    pools.set(name, pool);
    return pool;
  }

  return {
    async send(to, request, { deadlineMs, signal, repeatable = false, atReadersPace = false, mayGo }) {
      if (isOver(signal)) throw new EgressTrouble('cancelled', false);
      if (to.protocol === 'http:' && !isThisMachine(to.hostname)) throw new EgressTrouble('refused', false);
      const message = messageOf(request);
      const untilMs = performance.now() + deadlineMs;
      const pool = poolOf(to);
      const giveBack = await (atReadersPace ? pool.slowPlaces : pool.places).take(deadlineMs, signal);
      if (giveBack === undefined) throw new EgressTrouble(isOver(signal) ? 'cancelled' : 'timeout', false);
      // Held until the connection is free again or gone, and while the request may still go out once more.
      let holders = 1;
      const letGo = (): void => {
        holders -= 1;
        if (holders === 0) giveBack();
      };
      const carried = (connection: Connection): Promise<UpstreamAnswer> => {
        try {
          if (isOver(signal)) throw new EgressTrouble('cancelled', false);
          mayGo?.();
        } catch (error) {
          pool.keep(connection);
          throw error;
        }
        holders += 1;
        return connection.carry(message, { untilMs, signal }, letGo).answer;
      };
      try {
        const kept = pool.kept();
        if (kept === undefined) return await carried(await pool.opened(untilMs, signal));
        const { reused } = kept;
        return await carried(kept).catch(async (error: unknown) => {
          if (closed || !repeatable || !reused || !isCut(error)) throw error;
          // It was just being closed while it was idle, and so are perhaps the others.
          pool.dropIdle();
          return carried(await pool.opened(untilMs, signal));
        });
      } finally {
        letGo();
      }
    },
    async close() {
      closed = true;
      for (const pool of pools.values()) pool.destroy();
      pools.clear();
    },
  };
}

const isOff = (signal: AbortSignal | null): boolean => signal?.aborted === true;

const isCut = (error: unknown): boolean => error instanceof EgressTrouble && error.kind === 'cut';

const isThisMachine = (hostname: string): boolean => hostname === '127.0.0.1' || hostname === 'localhost';
