import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import type { RawRequest } from '../adapters/adapter';
import { EgressTrouble, type Egress, type Origin, type UpstreamAnswer } from '../channel';
import type { Identity } from './certificates.fixture';
import { createEgress, type EgressOptions } from './egress';

/** Upstreams on this machine, and the egress before them, until `endAll`. */

const endings: (() => unknown)[] = [];

export async function endAll(): Promise<void> {
  for (const end of endings.splice(0)) await end();
}

export function openEgress(options: EgressOptions = {}): Egress {
  const egress = createEgress(options);
  endings.push(() => egress.close());
  return egress;
}

async function started(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.close();
    sockets.forEach((socket) => socket.destroy());
  });
  return (server.address() as AddressInfo).port;
}

export async function plainOrigin(listener: RequestListener): Promise<Origin> {
  return { protocol: 'http:', hostname: '127.0.0.1', port: await started(createHttp(listener)) };
}

export async function tlsOrigin(identity: Identity & { maxVersion?: 'TLSv1.1' }, listener: RequestListener) {
  const port = await started(createHttps({ ...identity, minVersion: 'TLSv1' }, listener));
  return { protocol: 'https:', hostname: 'localhost', port } as const satisfies Origin;
}

/** An upstream that speaks in bytes, whether HTTP or not. */
export async function rawOrigin(talk: (socket: Socket) => void): Promise<Origin> {
  return { protocol: 'http:', hostname: '127.0.0.1', port: await started(createTcp(talk)) };
}

/** Says the same to every request that it hears; each comes in one packet. */
export const saying =
  (...bytes: readonly string[]) =>
  (socket: Socket): void =>
    void socket.on('data', () => bytes.forEach((part) => socket.write(part, 'latin1')));

export const get = (path = '/api/v3/time', more: Partial<RawRequest> = {}): RawRequest => ({
  method: 'GET',
  host: 'api.example',
  path,
  query: null,
  headers: [],
  body: Buffer.alloc(0),
  ...more,
});

/** For each request a signal of its own. */
export const soon = {
  deadlineMs: 10_000,
  get signal(): AbortSignal {
    return new AbortController().signal;
  },
};

export async function wholeOf(answer: UpstreamAnswer): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of Buffer.isBuffer(answer.body) ? [answer.body] : answer.body) parts.push(part);
  return Buffer.concat(parts).toString('latin1');
}

/** The trouble that something ends in. */
export async function troubleOf(work: Promise<unknown>): Promise<{ kind: string; mayHaveArrived: boolean }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EgressTrouble)) throw new Error(`no trouble: ${String(error)}`);
  return { kind: error.kind, mayHaveArrived: error.mayHaveArrived };
}
