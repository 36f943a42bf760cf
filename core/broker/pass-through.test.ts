import { createHash } from 'node:crypto';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { endAll as endOrigins, openEgress, plainOrigin, rawOrigin } from './egress/egress.fixture';
import { passThrough } from './pass-through.fixture';
import { endAll, openPort, request } from './server/open-port.fixture';
import { rawClient } from './server/raw-client.fixture';
import type { Origin } from './channel';

afterEach(endAll);
afterEach(endOrigins);

const through = (origin: Origin) => openPort({ answer: passThrough(openEgress(), origin) });

async function ask(port: number, agent: Agent, path: string, body = ''): Promise<string> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, agent, method: body === '' ? 'GET' : 'POST' }, resolve);
    sent.once('error', reject);
    sent.end(body);
  });
  const parts: Buffer[] = [];
  for await (const part of message as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('from end to end', () => {
  it('three hundred clients at two tokens at once each get their own answer, and none another’s', async () => {
    const origin = await plainOrigin((incoming, response) => {
      const digest = createHash('sha256');
      incoming.on('data', (part: Buffer) => digest.update(part));
      incoming.once('end', () => response.end(`${incoming.url ?? ''} ${digest.digest('hex')}`));
    });
    const ports = [await through(origin), await through(origin)];
    const agent = new Agent({ keepAlive: true });
    const asked = await Promise.all(
      Array.from({ length: 300 }, async (_, n) => {
        const body = `${n}-`.repeat(n * 20);
        const path = `/api/v3/order?n=${n}`;
        const answers = [];
        for (let turn = 0; turn < 2; turn += 1) answers.push(await ask(ports[n % 2]!.port, agent, path, body));
        return { answers, wanted: `${path} ${createHash('sha256').update(body).digest('hex')}` };
      }),
    );
    agent.destroy();
    for (const { answers, wanted } of asked) expect(answers).toEqual([wanted, wanted]);
  });

  it.each([
    ['of a known length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":'],
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{"half":\r\n'],
  ])('an answer %s that the exchange cuts is a cut to the client too', async (_, bytes) => {
    const origin = await rawOrigin((socket) => void socket.once('data', () => socket.end(bytes)));
    const open = await through(origin);
    const agent = new Agent();
    await expect(ask(open.port, agent, '/a')).rejects.toThrow('aborted');
  });

  it('an answer whose length lies is a cut, and nothing of it becomes another answer', async () => {
    const open = await openPort({
      answer: () =>
        Promise.resolve({ status: 200, headers: [['content-length', '4']], body: pieces('more than four') }),
    });
    const client = await rawClient(open.port);
    client.send(request(open.port, 'GET /a'));
    expect(await client.ended).not.toContain('more than four');
  });

  it('a client that leaves ends its request at the exchange', async () => {
    let left = (): void => {};
    const gone = new Promise<void>((resolve) => (left = resolve));
    let came = (): void => {};
    const arrived = new Promise<void>((resolve) => (came = resolve));
    const origin = await plainOrigin((_, response) => {
      came();
      response.once('close', left);
    });
    const open = await through(origin);
    const client = await rawClient(open.port);
    client.send(request(open.port, 'GET /a'));
    await arrived;
    client.socket.destroy();
    await gone;
  });
});

async function* pieces(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}
