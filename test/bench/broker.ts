import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asker } from './support/asker';
import { median } from './support/measure';
import { familyMib } from './support/memory';
import { startPart, startProgram } from './support/parts';
import { tell } from './support/rows';

/** What stands between a bot and its exchange: nothing, a plain proxy, mitmproxy, the broker; all in one run, in turns. */

interface Way {
  readonly name: 'direct' | 'proxy' | 'broker' | 'mitmproxy';
  readonly port: number;
  readonly pid: number;
  /** The next request, signed as its client would: none is sent twice. */
  readonly next: Readonly<Record<Kind, () => Buffer>>;
}

const kinds = { read: 'A read', order: 'An order' } as const;
type Kind = keyof typeof kinds;

const singles = { rounds: 40, inRound: 25 };
const crowded = { connections: 100, rounds: 3, inRoundMs: 1_500 };
/** What the broker is called in the table, for as long as nothing is checked or kept in it. */
const broker = 'the broker (way in and out only)';

const key = 'kh-test-bench-key';
const secret = 'kh-test-bench-secret';
let times = 0;

/** As a client of binance sends it, to `before` + path; Host as that way wants it. */
function requests(port: number, before = ''): Way['next'] {
  const signed = (parameters: string): string => {
    times += 1;
    const text = `timestamp=${Date.now()}&recvWindow=5000&n=${times}${parameters}`;
    return `${text}&signature=${createHmac('sha256', secret).update(text).digest('hex')}`;
  };
  const message = (line: string, body: string, more = ''): Buffer =>
    Buffer.from(
      `${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-MBX-APIKEY: ${key}\r\nUser-Agent: bench\r\nAccept: */*\r\n${more}\r\n${body}`,
    );
  return {
    read: () => message(`GET ${before}/api/v3/account?${signed('')}`, ''),
    order: () => {
      const body = signed('&symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=50000');
      const type = 'Content-Type: application/x-www-form-urlencoded';
      return message(`POST ${before}/api/v3/order`, body, `${type}\r\nContent-Length: ${body.length}\r\n`);
    },
  };
}

/** On the PATH, or where `python3 -m venv out/mitmproxy && out/mitmproxy/bin/pip install mitmproxy` puts it. */
function mitmdump(): string | undefined {
  const own = 'out/mitmproxy/bin/mitmdump';
  if (existsSync(own)) return own;
  return spawnSync('mitmdump', ['--version'], { stdio: 'ignore' }).status === 0 ? 'mitmdump' : undefined;
}

async function startMitmproxy(upstream: number): Promise<Way | undefined> {
  const program = mitmdump();
  if (program === undefined) {
    process.stderr.write('broker: not run against mitmproxy: it is not here\n');
    return undefined;
  }
  const port = await unusedPort();
  const pid = startProgram(program, ['-q', '--listen-host', '127.0.0.1', '--listen-port', String(port)]);
  const next = requests(upstream, `http://127.0.0.1:${upstream}`);
  const began = performance.now();
  while (performance.now() - began < 30_000) {
    const first = await asker(port).catch(() => undefined);
    first?.end();
    if (first !== undefined) return { name: 'mitmproxy', port, pid, next };
    await pause(200);
  }
  throw new Error('mitmproxy does not start');
}

async function startWays(): Promise<Way[]> {
  const upstream = await startPart('broker-upstream');
  const proxy = await startPart('broker-proxy');
  const through = await startPart('broker-through', String(upstream.port));
  const mitmproxy = await startMitmproxy(upstream.port);
  return [
    { name: 'direct', ...upstream, next: requests(upstream.port) },
    { name: 'proxy', ...proxy, next: requests(upstream.port, `http://127.0.0.1:${upstream.port}`) },
    { name: 'broker', ...through, next: requests(through.port) },
    ...(mitmproxy === undefined ? [] : [mitmproxy]),
  ];
}

/** Median microseconds of one request on one connection, per way; the ways take turns. */
async function alone(ways: readonly Way[], kind: Kind): Promise<Map<Way['name'], number>> {
  const askers = await Promise.all(ways.map(async (way) => ({ way, taken: [] as number[], ...(await opened(way)) })));
  for (let round = 0; round <= singles.rounds; round += 1) {
    for (const { way, taken, one } of askers) {
      for (let turn = 0; turn < singles.inRound; turn += 1) {
        const bytes = way.next[kind]();
        const began = performance.now();
        await one.ask(bytes);
        // The first round warms up.
        if (round > 0) taken.push((performance.now() - began) * 1_000);
      }
    }
  }
  for (const { one } of askers) one.end();
  return new Map(askers.map(({ way, taken }) => [way.name, median(taken)]));
}

const opened = async ({ port }: Way) => ({ one: await asker(port) });

/** Requests a second over many connections, per way; the median of several turns. */
async function together(ways: readonly Way[], kind: Kind): Promise<Map<Way['name'], number>> {
  const found = new Map<Way['name'], number[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < crowded.rounds; round += 1) {
    for (const way of ways) found.get(way.name)?.push(await crowd(way, kind));
  }
  return new Map([...found].map(([name, rates]) => [name, median(rates)]));
}

async function crowd(way: Way, kind: Kind): Promise<number> {
  const askers = await Promise.all(Array.from({ length: crowded.connections }, () => asker(way.port)));
  const began = performance.now();
  let answered = 0;
  await Promise.all(
    askers.map(async (one) => {
      while (performance.now() - began < crowded.inRoundMs) {
        await one.ask(way.next[kind]());
        answered += 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  for (const one of askers) one.end();
  return answered / seconds;
}

/** Median microseconds that this disk takes for a small line and its sync. */
function syncMicros(): number {
  const folder = mkdtempSync(join(tmpdir(), 'kh-bench-'));
  const file = openSync(join(folder, 'line'), 'a');
  const taken = Array.from({ length: 30 }, () => {
    const began = performance.now();
    writeSync(file, 'x'.repeat(300));
    fsyncSync(file);
    return (performance.now() - began) * 1_000;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(taken);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const ways = await startWays();
const others = ways.filter(({ name }) => name === 'proxy' || name === 'mitmproxy');
const pidOf = (wanted: Way['name']): number => ways.find(({ name }) => name === wanted)?.pid ?? 0;
const spelled = { proxy: 'a plain proxy', mitmproxy: 'mitmproxy' } as const;

interface Goals {
  readonly added: { readonly text: string; readonly mostOf: (other: number) => number };
  /** Of the other's rate; null where nothing is promised. */
  readonly rate: number | null;
}
const timesOther = (factor: number): Goals['added'] => ({ text: `≤ ${factor} ×`, mostOf: (other) => factor * other });
const againstMitmproxy: Goals = { added: timesOther(0.3), rate: null };
/** An order is written down before it goes out and after. */
const twoSyncs = 2 * syncMicros();
const goals: Readonly<Record<Kind, Readonly<Record<keyof typeof spelled, Goals>>>> = {
  read: { proxy: { added: timesOther(2), rate: 0.7 }, mitmproxy: againstMitmproxy },
  order: {
    proxy: {
      added: {
        text: `≤ + 2 syncs (${Math.round(twoSyncs)} µs) + 150 µs`,
        mostOf: (other) => other + twoSyncs + 150,
      },
      rate: 0.3,
    },
    mitmproxy: againstMitmproxy,
  },
};

let before: number | null = null;
for (const kind of Object.keys(kinds) as Kind[]) {
  const single = await alone(ways, kind);
  before ??= familyMib(pidOf('broker'));
  const rate = await together(ways, kind);
  const added = (name: Way['name']): number => (single.get(name) ?? NaN) - (single.get('direct') ?? NaN);
  for (const { name } of others) {
    const other = name as keyof typeof spelled;
    const goal = goals[kind][other];
    tell({
      what: `${kinds[kind]}: what ${broker} adds, against ${spelled[other]}`,
      unit: 'µs',
      ours: added('broker'),
      other: added(other),
      goal: { text: goal.added.text, met: added('broker') <= goal.added.mostOf(added(other)) },
    });
    const rates = [rate.get('broker') ?? NaN, rate.get(other) ?? NaN] as const;
    tell({
      what: `${kinds[kind]} on a hundred connections through ${broker}, against ${spelled[other]}`,
      unit: 'a second',
      ours: rates[0],
      other: rates[1],
      goal: goal.rate === null ? null : { text: `≥ ${goal.rate} ×`, met: rates[0] >= goal.rate * rates[1] },
    });
  }
  tell({
    what: `${kinds[kind]} on a hundred connections straight to the upstream`,
    unit: 'a second',
    ours: rate.get('direct') ?? NaN,
    other: null,
    goal: null,
  });
}
tell({
  what: `Memory of ${broker} after all this, against before`,
  unit: 'MiB',
  ours: familyMib(pidOf('broker')),
  other: before,
  goal: null,
});
tell({
  what: 'Memory of a plain proxy after all this',
  unit: 'MiB',
  ours: familyMib(pidOf('proxy')),
  other: null,
  goal: null,
});
process.exit();
