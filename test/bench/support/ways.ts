import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { asker } from './asker';
import { startPart, startProgram } from './parts';
import { removeAtEnd } from './scratch';

/** What stands between a bot and its exchange: nothing, a plain proxy, mitmproxy, the broker. */

export const kinds = { read: 'A read', order: 'An order' } as const;
export type Kind = keyof typeof kinds;

export interface Way {
  readonly name: 'direct' | 'proxy' | 'broker' | 'mitmproxy';
  readonly port: number;
  readonly pid: number;
  /** The next request, signed as its client would: none is sent twice. */
  readonly next: Readonly<Record<Kind, () => Buffer>>;
}

interface Signer {
  readonly apiKey: string;
  readonly secret: string;
}

/** Nobody but the broker looks at the key. */
const anyone: Signer = { apiKey: 'kh-test-bench-key'.padEnd(64, 'x'), secret: 'kh-test-bench-secret' };
let times = 0;

/** As a client of binance sends it, to `before` + path; Host as that way wants it. */
function requests(port: number, { apiKey, secret }: Signer, before = ''): Way['next'] {
  const signed = (parameters: string): string => {
    const text = `timestamp=${Date.now()}&recvWindow=5000${parameters}`;
    return `${text}&signature=${createHmac('sha256', secret).update(text).digest('hex')}`;
  };
  const message = (line: string, body: string, more = ''): Buffer =>
    Buffer.from(
      `${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-MBX-APIKEY: ${apiKey}\r\nUser-Agent: bench\r\nAccept: */*\r\n${more}\r\n${body}`,
    );
  return {
    read: () => {
      times += 1;
      return message(`GET ${before}/api/v3/account?${signed(`&n=${times}`)}`, '');
    },
    order: () => {
      times += 1;
      const side = times % 2 === 0 ? 'BUY' : 'SELL';
      const body = signed(
        `&symbol=BTCUSDT&side=${side}&type=LIMIT&timeInForce=GTC&quantity=0.001&price=60000&newClientOrderId=khtest${times}`,
      );
      const type = 'Content-Type: application/x-www-form-urlencoded';
      return message(`POST ${before}/api/v3/order`, body, `${type}\r\nContent-Length: ${body.length}\r\n`);
    },
  };
}

export interface Ways {
  readonly all: readonly Way[];
  /** The data folder of the broker's Keyhaven: on the disk whose syncs count. */
  readonly home: string;
}

export async function startWays(): Promise<Ways> {
  // Not in the system's folder for scratch files, which may be in memory.
  const folder = mkdtempSync(join('out', 'bench-'));
  removeAtEnd(() => rmSync(folder, { recursive: true, force: true }));
  const home = join(process.cwd(), folder, 'home');
  const upstream = await startPart('broker-upstream', join(home, 'practice'));
  const proxy = await startPart('broker-proxy');
  const { apiKey = '', secret = '', ...broker } = await startPart('broker-keyhaven', home);
  const mitmproxy = await startMitmproxy(upstream.port);
  const all: Way[] = [
    { name: 'direct', ...upstream, next: requests(upstream.port, anyone) },
    { name: 'proxy', ...proxy, next: requests(upstream.port, anyone, `http://127.0.0.1:${upstream.port}`) },
    { name: 'broker', ...broker, next: requests(broker.port, { apiKey, secret }) },
    ...(mitmproxy === undefined ? [] : [mitmproxy]),
  ];
  return { all, home };
}

/** On the PATH, or where `python3 -m venv out/mitmproxy && out/mitmproxy/bin/pip install mitmproxy` puts it. */
function mitmdump(): string | undefined {
  const own = 'out/mitmproxy/bin/mitmdump';
  if (existsSync(own)) return own;
  return spawnSync('mitmdump', ['--version'], { stdio: 'ignore' }).status === 0 ? 'mitmdump' : undefined;
}

async function startMitmproxy(upstream: number): Promise<Way | undefined> {
  const program = mitmdump();
  if (program === undefined) return undefined;
  const port = await unusedPort();
  const pid = startProgram(program, ['-q', '--listen-host', '127.0.0.1', '--listen-port', String(port)]);
  const next = requests(upstream, anyone, `http://127.0.0.1:${upstream}`);
  const began = performance.now();
  while (performance.now() - began < 60_000) {
    const first = await asker(port).catch(() => undefined);
    first?.end();
    if (first !== undefined) return { name: 'mitmproxy', port, pid, next };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('mitmproxy does not start');
}

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
