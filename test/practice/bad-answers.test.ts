import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTransport } from '../../core/exchanges/worker/transport';
import { selfSigned } from '../support/self-signed';
import { fakeExchange, type FakeExchange } from './fake-exchange';
import { codeOf, eventually, openHouse, type House } from './house';

/** Whatever stands in the place of an exchange: each answer ends in its diagnosis, and nothing of it gets out of the worker. */

const canary = 'khtestcanary';
const healthyBinance = JSON.stringify({ ipRestrict: true, enableReading: true, enableWithdrawals: false });

let answer: (response: ServerResponse, request: IncomingMessage) => void = () => {};
let server: FakeExchange;
let address: string;
let house: House;
let open = 0;

beforeAll(async () => {
  // Binance is well all the while; what OKX does is the test's.
  server = await fakeExchange((request, response) => {
    open += 1;
    response.once('close', () => (open -= 1));
    if (request.url?.includes('apiRestrictions')) response.end(healthyBinance);
    else answer(response, request);
  });
  address = server.address;
  house = await openHouse({ practice: { provenAddress: async () => address }, deadlineMs: 1_500, idleMs: 300 });
});
afterEach(() => (address = server.address));
afterAll(async () => {
  await house.close();
  await server.close();
});

const tested = async () => {
  const [okx, binance] = await Promise.all(
    ['practice:okx', 'practice:binance'].map((exchange) => house.test(exchange, house.key(exchange).fields)),
  );
  return { okx: okx!, binance: binance! };
};
const html = (length: number) => `<!DOCTYPE html><html>${canary.padEnd(length, 'x')}`;
const json = (value: unknown) => (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
};
const account = (changes: object) =>
  json({ code: '0', msg: canary, data: [{ perm: 'read_only', ip: '', ...changes }] });
const dripping = (everyMs: number, piece: string) => (response: ServerResponse) => {
  response.write('{"code":"');
  const more = setInterval(() => response.write(piece), everyMs);
  response.once('close', () => clearInterval(more));
};

const rows: [string, (response: ServerResponse, request: IncomingMessage) => void, string][] = [
  ['1 MB of HTML', (response) => response.end(html(1_000_000)), 'notTheExchange'],
  ['more HTML than is read', (response) => response.end(html(3_000_000)), 'notUnderstood'],
  ['the answer of another exchange', (response) => response.end(healthyBinance), 'notUnderstood'],
  ['the refusal of another exchange', json({ retCode: 10003, retMsg: canary }), 'notUnderstood'],
  ['a number where a list is due', json({ code: '0', msg: '', data: 5 }), 'notUnderstood'],
  ['a list of numbers where objects are due', json({ code: '0', msg: '', data: [5] }), 'notUnderstood'],
  ['objects without an end', json(nested(3_000)), 'notUnderstood'],
  ['a code that is a text', json({ code: canary, msg: canary }), 'notUnderstood'],
  ['permissions never seen', account({ perm: 'read_only,fly_to_the_moon' }), 'works'],
  [
    'a redirect',
    (response) => response.writeHead(302, { location: `https://${canary}.example/login` }).end(),
    'notTheExchange',
  ],
  ['a slow drip', dripping(100, 'x'), 'timeout'],
  ['a body that never ends', dripping(1, 'x'.repeat(60_000)), 'notUnderstood'],
  ['nothing at all', () => {}, 'timeout'],
  ['an empty body', (response) => response.end(), 'notUnderstood'],
  ['compression nobody asked for', gzipped, 'notUnderstood'],
  ['a cut in the middle', cut, 'network'],
  ['a cut before the first byte', (response) => response.destroy(), 'network'],
  ['a proxy that wants a password', (response) => response.writeHead(407).end(html(300)), 'notTheExchange'],
  ['the echo of the whole request', echoed, 'notUnderstood'],
];

describe('in the place of an exchange', () => {
  it.each(rows)('%s ends in its diagnosis, and the other key is tested meanwhile', async (_, how, code) => {
    answer = how;
    const { okx, binance } = await tested();
    expect({ okx: codeOf(okx), binance: codeOf(binance) }).toEqual({ okx: code, binance: 'works' });
    expect(JSON.stringify(okx)).not.toContain(canary);
    await eventually('the server saw every socket close', () => open === 0);
  });

  it('permissions never seen are told by their name', async () => {
    answer = account({ perm: 'read_only,fly_to_the_moon' });
    expect(JSON.stringify((await tested()).okx)).toContain('fly_to_the_moon');
  });

  it('something that speaks no HTTP is not the exchange', async () => {
    const stranger = createTcpServer((socket) => void socket.on('error', () => {}).end(`SSH-2.0-${canary}\r\n`));
    address = await listening(stranger);
    expect(codeOf((await tested()).okx)).toBe('notTheExchange');
    stranger.close();
  });

  it('a port where nobody listens is a matter of the network', async () => {
    const gone = createTcpServer();
    address = await listening(gone);
    gone.close();
    await once(gone, 'close');
    expect(codeOf((await tested()).okx)).toBe('network');
  });
});

describe('after all that', () => {
  it('the worker ends once nobody asks, whatever it was told', async () => {
    const workers = house.children.filter(({ program }) => program === 'worker');
    expect(workers.length).toBeGreaterThan(0);
    await eventually('every worker has ended', () => workers.every(({ ended }) => ended));
    for (const { child } of workers) expect(isAlive(child.pid)).toBe(false);
  });

  it('no message and no output held a key, a secret, a signature or a piece of an answer', () => {
    const heard = house.heard.join('\n');
    const signed = server.received.flatMap((request) => [
      ...request.matchAll(/"ok-access-sign":"([^"]+)"/g),
      ...request.matchAll(/signature=([0-9a-f]+)/g),
    ]);
    expect(signed.length).toBeGreaterThan(rows.length);
    for (const [, signature] of signed) expect(heard.includes(signature!)).toBe(false);
    for (const exchange of ['practice:okx', 'practice:binance']) {
      for (const value of Object.values(house.key(exchange).fields)) expect(heard.includes(value)).toBe(false);
    }
    expect(heard).not.toMatch(/khtestcanary|doctype|https?:/i);
  });
});

describe('a certificate that nobody vouches for', () => {
  it('gets no request, and is told as what it is', async () => {
    let requests = 0;
    const tls = createTlsServer(selfSigned(), (_, response) => {
      requests += 1;
      response.end('{}');
    });
    const origin = (await listening(tls)).replace('http:', 'https:');
    const { fetch, seen } = createTransport(origin, new AbortController().signal);
    const request = { method: 'GET', headers: { 'x-test': canary } };
    await expect(fetch(`${origin}/`, request)).rejects.toThrow('certificate');
    expect([seen.trouble, requests]).toEqual(['certificate', 0]);
    tls.close();
  });

  it('and no TLS where TLS is due is not the exchange either', async () => {
    const origin = server.address.replace('http:', 'https:');
    const { fetch, seen } = createTransport(origin, new AbortController().signal);
    await expect(fetch(`${origin}/`, { method: 'GET', headers: {} })).rejects.toThrow();
    expect(seen.trouble).toBe('garbled');
  });
});

function nested(depth: number): unknown {
  let value: unknown = canary;
  for (let level = 0; level < depth; level += 1) value = [value];
  return { code: '0', data: value };
}

function gzipped(response: ServerResponse): void {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify({ code: '0', msg: canary })));
}

function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '5000' }).write(`{"code":"0","msg":"${canary}`);
  setTimeout(() => response.destroy(), 50);
}

function echoed(response: ServerResponse, { url, headers }: IncomingMessage): void {
  json({ code: '7', msg: { url, headers }, data: [{ perm: headers['ok-access-key'], ip: headers['ok-access-sign'] }] })(
    response,
  );
}

async function listening(unbound: Server): Promise<string> {
  unbound.listen(0, '127.0.0.1');
  await once(unbound, 'listening');
  return `http://127.0.0.1:${(unbound.address() as AddressInfo).port}`;
}

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0);
    return pid !== undefined;
  } catch {
    return false;
  }
}
