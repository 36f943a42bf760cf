import { adapterFor } from './broker/adapters/adapters';
import { createBroker, type Broker } from './broker/broker';
import type { Origin } from './broker/channel';
import { createEgress } from './broker/egress/egress';
import { secondMs } from './base/instants';
import type { Clock, Randomness } from './base/ports';
import { isPractice } from './credentials/record';
import { parseRoute } from './egress/route';
import { wayThrough } from './egress/ways';
import type { PracticeHome } from './exchanges/practice';
import type { BrokerPort } from './tokens/broker-port';
import type { Grant } from './tokens/grant';
import type { Heard } from './tokens/hearing';
import { createLedger } from './tokens/ledger/create-ledger';
import type { Ledger } from './tokens/ledger/ledger';
import { createLedgerRoom } from './tokens/ledger/ledger-room';
import type { Tokens } from './tokens/tokens';
import { usageOf } from './tokens/usage';
import type { Vault } from './vault/vault';

export interface BrokeringParts {
  readonly folder: string;
  readonly vault: Pick<Vault, 'room' | 'save'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly tokens: Tokens;
  readonly practice: Pick<PracticeHome, 'start' | 'provenAddress'>;
  /** Whether this process serves tokens: a command that opens the vault for a moment does not. */
  readonly serves: boolean;
  readonly hear: (heard: Heard) => void;
  /** To be called now and then: what expired a day ago is over. */
  readonly endExpired: () => Promise<void>;
  /** A line of the audit log. */
  readonly say: (action: string, outcome: string) => Promise<void>;
}

export interface Brokering extends BrokerPort {
  /** The vault was opened, and its grants are as they shall be. What goes wrong keeps no vault closed: then no token works. */
  open(): Promise<void>;
  /** Before the vault is closed. */
  close(): Promise<void>;
  /** The data key may have leaked, and the ledger's key with it. */
  renewKey(): Promise<void>;
  /** Of the running broker. @throws Error where none runs */
  ledger(): Ledger;
}

/** The practice exchange's address holds this long without a new proof. */
const practiceProvenMs = 20 * secondMs;

/** The broker of an open vault, from its opening to its end. */
export function createBrokering(parts: BrokeringParts): Brokering {
  const { folder, vault, clock, randomness, tokens, practice, hear } = parts;
  const room = createLedgerRoom(vault, randomness);
  let running: { broker: Broker; ledger: Ledger } | null = null;

  const originOf = createOrigins(practice, clock);

  async function open(): Promise<void> {
    if (!parts.serves || running !== null) return;
    const { key, formerKeys, head } = await room.open();
    const opened = await createLedger({ folder, clock, key, formerKeys, head }).finally(() => {
      for (const each of [key, ...formerKeys]) each.fill(0);
    });
    const { ledger, trouble, repair, setAside } = opened;
    try {
      if (repair !== null) await parts.say('ledger.repaired', repair);
      if (setAside) await parts.say('ledger.setAside', 'it was of another vault');
      if (trouble !== null) {
        await tokens.freezeAll('ledgerDamaged');
        await parts.say('ledger.damaged', `${trouble}: every token is frozen`);
        await ledger.accept();
        await room.keep(ledger.head());
      }
      const broker = createBroker({
        tenants: {
          all: () => tokens.list(),
          grant: (id) => (tokens.credentialOf(id) === undefined ? undefined : tokens.get(id)),
          standing: (grant) => tokens.standing(grant),
          phantomKey: ({ id }) => tokens.phantomKey(id),
          realKey: ({ credential }) => tokens.realKey(credential),
          route: ({ credential }) => tokens.route(credential),
          settled: (id) => tokens.settle(id),
          endExpired: parts.endExpired,
        },
        adapterOf: adapterFor,
        ledger,
        egressThrough: (route) => createEgress(route === null ? {} : { connect: wayThrough(parseRoute(route)) }),
        originOf,
        clock,
        randomness,
        tell: (heard) => {
          if (heard.kind === 'allowed') tokens.used(heard.token, heard.class);
          hear(heard);
        },
      });
      running = { broker, ledger };
      await broker.open();
    } catch (error) {
      // Ports that are open already must not outlive the ledger.
      await running?.broker.close();
      running = null;
      await ledger.close();
      throw error;
    }
  }

  return {
    open,

    async close() {
      if (running === null) return;
      const { broker, ledger } = running;
      running = null;
      try {
        await broker.close();
      } finally {
        // Whatever went wrong: a ledger that stays open would write beside the next one, and hold its key.
        const head = ledger.head();
        await ledger.close();
        await room.keep(head);
      }
    },

    ledger() {
      if (running === null) throw new Error('no broker is running');
      return running.ledger;
    },

    usage(id) {
      if (running === null) return null;
      const { broker, ledger } = running;
      const { policy } = tokens.get(id);
      return usageOf(policy, broker.usage(id), ledger.unsettled(id), !broker.portsTaken().includes(id));
    },
    async refresh() {
      if (running === null) return;
      // What was granted or taken back is known together with how far the ledger reached.
      await room.keep(running.ledger.head()).catch(() => undefined);
      await running.broker.refresh();
    },
    renewKey: () =>
      room.renew(async (key) => {
        if (running === null) return null;
        await running.ledger.rekey(key);
        return running.ledger.head();
      }),
    async end(id) {
      if (running === null) return null;
      // What was narrowed must not be undone by an older ledger either.
      await room.keep(running.ledger.head()).catch(() => undefined);
      return running.broker.end(id);
    },
  };
}

function createOrigins(practice: BrokeringParts['practice'], clock: Clock) {
  let proven: { origin: Origin; untilMs: number } | null = null;

  async function practiceOrigin(): Promise<Origin> {
    if (proven !== null && proven.untilMs > clock.monotonicMs()) return proven.origin;
    await practice.start();
    const { hostname, port } = new URL(await practice.provenAddress());
    const origin: Origin = { protocol: 'http:', hostname, port: Number(port) };
    proven = { origin, untilMs: clock.monotonicMs() + practiceProvenMs };
    return origin;
  }

  return async (exchange: Grant['exchange'], host: string): Promise<Origin> =>
    isPractice(exchange) ? practiceOrigin() : { protocol: 'https:', hostname: host, port: 443 };
}
