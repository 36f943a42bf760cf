import { mkdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { fail } from '../base/failure';
import { secondMs } from '../base/instants';
import type { ChildProcess, Clock, ProcessLauncher, Randomness } from '../base/ports';
import type { PracticeStatus } from '../contract/exchanges';
import type { Purpose } from '../contract/words';
import { childEnvironment } from './child-environment';
import { practiceStyles } from './catalogue/rows';
import type { PracticeHome, PracticeKey } from './practice';
import { faultOf, faultSwitches } from './practice-faults';
import { findPracticeServer, type Found, type PracticeServer } from './practice-server';

export interface PracticeHomeParts {
  /** The practice exchange's own folder, absolute. */
  readonly folder: string;
  readonly launcher: ProcessLauncher;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

const startWithinMs = 15 * secondMs;
const stopWithinMs = 5 * secondMs;
const lookEveryMs = 50;
/** The practice program's exit code for "another one serves this folder": that one may be about to announce itself. */
const heldExit = 3;
/** Its state is damaged or of a newer version. */
const damagedExit = 4;

/** The practice exchange of one folder: whoever started it, there is one, and it is found by a file there. */
export function createPracticeHome({ folder, launcher, clock, randomness }: PracticeHomeParts): PracticeHome {
  let child: ChildProcess | null = null;
  let starting: Promise<PracticeServer> | null = null;

  let finding: Promise<Found> | null = null;

  /** Thirty tests that begin together ask for one proof. */
  function find(): Promise<Found> {
    finding ??= findPracticeServer(folder, randomness).finally(() => {
      finding = null;
    });
    return finding;
  }

  /** Repeats until the answer is there or the time is up. */
  async function until<T>(withinMs: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const begun = clock.monotonicMs();
    while (clock.monotonicMs() - begun < withinMs) {
      const found = await look();
      if (found !== undefined) return found;
      await wait(lookEveryMs);
    }
    return undefined;
  }

  async function launch(): Promise<PracticeServer> {
    const found = await find();
    if (isServer(found)) return found;
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
    const started = launcher.start('practice', childEnvironment({ KEYHAVEN_PRACTICE_FOLDER: folder }));
    child = started;
    const ended: { code: number | null } = { code: null };
    started.onExit((code) => {
      ended.code = code === heldExit ? null : (code ?? -1);
      if (child === started) child = null;
    });
    const server = await until(startWithinMs, async () => {
      const now = await find();
      if (isServer(now)) return now;
      return ended.code === null ? undefined : null;
    });
    if (server) return server;
    if (ended.code === damagedExit) throw fail('practice.damaged');
    throw (await find()) === 'notOurs' ? fail('practice.notOurs') : fail('practice.notStarted');
  }

  /** Starts that come together are one. */
  function startServer(): Promise<PracticeServer> {
    starting ??= launch().finally(() => {
      starting = null;
    });
    return starting;
  }

  async function runningServer(): Promise<PracticeServer> {
    const found = await find();
    if (isServer(found)) return found;
    throw found === 'notOurs' ? fail('practice.notOurs') : fail('practice.notStarted');
  }

  async function statusOf(found: Found): Promise<PracticeStatus> {
    if (!isServer(found)) return { state: found, address: null, fault: null };
    return { state: 'running', address: found.address, fault: faultOf(await found.call('GET', '/keyhaven/faults')) };
  }

  return {
    status: async () => statusOf(await find()),
    start: async () => statusOf(await startServer()),

    async stop() {
      const found = await find();
      if (isServer(found)) {
        await found.call('POST', '/keyhaven/stop');
        await until(stopWithinMs, async () => (isServer(await find()) ? undefined : true));
      }
      return statusOf(await find());
    },

    async setFault(fault) {
      const server = await runningServer();
      const cleared = await server.call('POST', '/keyhaven/faults/clear', { style: 'all' });
      const set =
        fault === 'none'
          ? cleared
          : await server.call('POST', '/keyhaven/faults', { style: 'all', faults: faultSwitches[fault] });
      if (cleared === null || set === null) throw fail('practice.refused');
      return statusOf(server);
    },

    async keys() {
      const server = await startServer();
      const { data } = Filled.safeParse(await server.call('POST', '/keyhaven/fill'));
      if (data === undefined) throw fail('practice.refused');
      return data.keys.map(asPracticeKey);
    },

    async makeKey({ style, label, rights }) {
      const server = await startServer();
      const granted = rights && { rights: Object.fromEntries(rights.map((right) => [right, true])) };
      const { data } = Made.safeParse(await server.call('POST', '/keyhaven/keys', { style, label, ...granted }));
      if (data === undefined) throw fail('practice.noSuchRight');
      return asPracticeKey({ ...data, label, purpose: 'manual' });
    },

    async makeKeyLike(apiKey) {
      const server = await startServer();
      const { data: listed } = Listed.safeParse(await server.call('GET', '/keyhaven/keys'));
      if (listed === undefined) throw fail('practice.refused');
      const like = listed.keys.find((key) => key.apiKey === apiKey);
      if (like === undefined) throw fail('practice.noSuchKey');
      const { style, label, rights } = like;
      const { data } = Made.safeParse(await server.call('POST', '/keyhaven/keys', { style, label, rights }));
      if (data === undefined) throw fail('practice.refused');
      return asPracticeKey({ ...data, label, purpose: 'manual' });
    },

    async deleteKey(apiKey) {
      const server = await startServer();
      if ((await server.call('POST', '/keyhaven/keys/remove', { apiKey })) === null) throw fail('practice.refused');
    },

    provenAddress: async () => (await runningServer()).address,

    async close() {
      const ours = child;
      if (ours === null) return;
      ours.send({ type: 'stop' });
      await until(stopWithinMs, async () => (child === ours ? undefined : true));
      if (child === ours) ours.kill();
    },
  };
}

function isServer(found: Found): found is PracticeServer {
  return typeof found !== 'string';
}

const purposesInWords = {
  tracker: 'tracker',
  'spot bot': 'spotBot',
  'margin bot': 'marginBot',
  'futures bot': 'futuresBot',
  'copy trading': 'copyTrading',
  manual: 'manual',
} as const satisfies Record<string, Purpose>;

/** What the exchange shows once. The private key of Coinbase is a text of several lines. */
const Made = z.looseObject({
  style: z.enum(practiceStyles),
  apiKey: z.string().min(1).max(200),
  secret: z.string().min(1).max(4_000),
  passphrase: z.string().min(1).max(200).optional(),
});

const Filled = z.looseObject({
  keys: z
    .array(
      Made.extend({
        label: z.string().min(1).max(80),
        purpose: z.enum(Object.keys(purposesInWords) as (keyof typeof purposesInWords)[]),
      }),
    )
    .max(20),
});

/** A line of the exchange's key page, as far as a new key is made like it. */
const Listed = z.looseObject({
  keys: z
    .array(
      Made.pick({ style: true, apiKey: true }).extend({
        label: z.string().min(1).max(50),
        rights: z.record(z.string().max(60), z.literal(true)),
      }),
    )
    .max(10_000),
});

function asPracticeKey(key: z.infer<typeof Filled>['keys'][number]): PracticeKey {
  const { style, label, purpose, apiKey, secret, passphrase } = key;
  return {
    exchange: `practice:${style}`,
    label,
    purpose: purposesInWords[purpose],
    fields: { apiKey, secret, ...(passphrase === undefined ? {} : { password: passphrase }) },
  };
}
