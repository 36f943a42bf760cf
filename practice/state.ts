import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivately } from './privateFile';
import { AccountName } from './market/words';
import { readStateFile } from './stateFile';
import { Trouble } from './trouble';

export const StyleId = z.enum([
  'binance',
  'okx',
  'bybit',
  'kraken',
  'kucoin',
  'gate',
  'bitget',
  'mexc',
  'bitfinex',
  'coinbase',
]);
export const styleIds = StyleId.options;
export type StyleId = z.infer<typeof StyleId>;

const Instant = z.iso.datetime();

const SigningKey = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hmac'), secret: z.string().min(1) }),
  z.strictObject({ kind: z.enum(['rsa', 'ed25519', 'ec']), publicKey: z.string().min(1) }),
]);
export type SigningKey = z.infer<typeof SigningKey>;

/** A key as the exchange keeps it. `rights` in the exchange's own words; a name that is not there is not granted. */
const KeyRecord = z.strictObject({
  style: StyleId,
  apiKey: z.string().min(1),
  signing: SigningKey,
  passphrase: z.string().nullable(),
  label: z.string(),
  rights: z.record(z.string(), z.boolean()),
  ipList: z.array(z.string()),
  enforceIp: z.boolean(),
  createdAt: Instant,
  tradingLapsesAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  scenario: z.string().nullable(),
  /** Files of before there were two have live keys. */
  account: AccountName.default('live'),
  /** From this instant on the exchange knows it no more; null where it stays. */
  expiresAt: Instant.nullable().default(null),
  subAccount: z.boolean().default(false),
  /** Of an account that holds all its money in one wallet, where the exchange has both kinds. */
  unified: z.boolean().default(false),
});
export type KeyRecord = z.infer<typeof KeyRecord>;

const Balances = z.record(z.string(), z.strictObject({ free: z.string(), locked: z.string() }));
export type Balances = z.infer<typeof Balances>;

/** What a new account of each exchange has; also what a file of before there was this exchange is read with. */
const firstBalances: Record<StyleId, Balances> = {
  binance: started({ USDT: '10000', BTC: '0.25', ETH: '3' }),
  okx: started({ USDT: '5000', BTC: '0.1' }),
  bybit: started({ USDT: '8000', BTC: '0.2' }),
  kraken: started({ USD: '4000', BTC: '0.15', ETH: '2' }),
  kucoin: started({ USDT: '3000', BTC: '0.05' }),
  gate: started({ USDT: '2500', BTC: '0.04' }),
  bitget: started({ USDT: '6000', BTC: '0.12' }),
  mexc: started({ USDT: '1500', BTC: '0.02' }),
  bitfinex: started({ USD: '7000', BTC: '0.3' }),
  coinbase: started({ USD: '9000', BTC: '0.35', ETH: '1' }),
};

function started(free: Readonly<Record<string, string>>): Balances {
  return Object.fromEntries(Object.entries(free).map(([asset, amount]) => [asset, { free: amount, locked: '0' }]));
}

const State = z.strictObject({
  format: z.literal(1),
  port: z.int().min(1).max(65_535).nullable(),
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  keys: z.array(KeyRecord),
  balances: z.strictObject({
    binance: Balances,
    okx: Balances,
    bybit: Balances.default(firstBalances.bybit),
    kraken: Balances.default(firstBalances.kraken),
    kucoin: Balances.default(firstBalances.kucoin),
    gate: Balances.default(firstBalances.gate),
    bitget: Balances.default(firstBalances.bitget),
    mexc: Balances.default(firstBalances.mexc),
    bitfinex: Balances.default(firstBalances.bitfinex),
    coinbase: Balances.default(firstBalances.coinbase),
  }),
});
export type State = z.infer<typeof State>;

/** Uses of keys are written this much later, all at once: a kill may lose that much of "last used", never a key. */
const useDelayMs = 1_000;

/** The practice state of one folder. The caller holds the folder's lock. */
export interface Store {
  readonly state: State;
  /**
   * Changes the state on disk, then in memory, and gives back what `mutate` did. Throws `practice.folderUnusable` and changes nothing
   * when the disk refuses.
   */
  change<T>(mutate: (next: State) => T): T;
  /** Notes that a key was used. */
  used(apiKey: string, nowMs: number): void;
  /** Writes what is not written yet. */
  close(): void;
}

/** Opens or starts the state of a folder. Throws `practice.stateCorrupt`, `practice.stateNewer`, `practice.folderUnusable`. */
export function openStore(folder: string): Store {
  const path = join(folder, 'state.json');
  let state = readStateFile(path, State) ?? start(path);
  let pending: NodeJS.Timeout | undefined;

  function change<T>(mutate: (next: State) => T): T {
    // Parsing copies, which leaves the state alone until the disk has the new one.
    const next = State.parse(state);
    const done = mutate(next);
    save(path, next);
    state = next;
    return done;
  }

  function flush(): void {
    clearTimeout(pending);
    pending = undefined;
    save(path, state);
  }

  return {
    get state() {
      return state;
    },
    change,
    used(apiKey, nowMs) {
      const key = state.keys.find((candidate) => candidate.apiKey === apiKey);
      if (key === undefined) return;
      key.lastUsedAt = new Date(nowMs).toISOString();
      pending ??= setTimeout(() => {
        pending = undefined;
        // A full disk must not end the server for a time stamp; the next use tries again.
        try {
          save(path, state);
        } catch {
          return;
        }
      }, useDelayMs).unref();
    },
    close() {
      if (pending !== undefined) flush();
    },
  };
}

function start(path: string): State {
  const state: State = {
    format: 1,
    port: null,
    secret: randomBytes(32).toString('hex'),
    keys: [],
    balances: firstBalances,
  };
  save(path, state);
  return state;
}

function save(path: string, state: State): void {
  try {
    writePrivately(path, `${JSON.stringify(state, undefined, 2)}\n`);
  } catch (error) {
    throw new Trouble('practice.folderUnusable', {}, error);
  }
}
