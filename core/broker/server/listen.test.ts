import { afterEach, describe, expect, it } from 'vitest';
import { createCrowd } from './crowd';
import { listen } from './listen';
import { answered, endAll, openPort, request } from './open-port.fixture';
import { rawClient } from './raw-client.fixture';

afterEach(endAll);

const once = 'Connection: close';

async function exchange(port: number, bytes: string): Promise<string> {
  const client = await rawClient(port);
  client.send(bytes);
  return client.ended;
}

describe('what comes in', () => {
  it('is handed over byte for byte: target, header values and body', async () => {
    const open = await openPort();
    const target = '/api/v3/a%2Fb//c/../d;x=\'(,:)?b=%20+%C3%A9&&a=&a="{}|\\^`?';
    await exchange(
      open.port,
      request(open.port, `POST ${target}`, ['X-Odd: é\t;', 'Content-Length: 3', once], '\u0000\u00ff\n'),
    );
    const [call] = open.calls;
    expect(call?.target).toBe(target);
    expect(call?.token).toBe('token-1');
    expect(call?.headers.slice(0, 2)).toEqual([
      ['host', `127.0.0.1:${open.port}`],
      ['x-odd', 'é\t;'],
    ]);
    expect(call?.body).toEqual(Buffer.from([0, 0xff, 0x0a]));
  });

  it('may name localhost as well as 127.0.0.1', async () => {
    const open = await openPort();
    const answer = await exchange(open.port, `GET /a HTTP/1.1\r\nhost: localhost:${open.port}\r\n${once}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    ['an origin of ccxt in JavaScript', 'Origin: *'],
    ['an origin of ccxt in Python', 'Origin: 6f1c9c1e-8a55-4b7c-9d0e-0242ac120002'],
    ['what fetch of Node adds', 'sec-fetch-mode: cors'],
    ['an offer of HTTP/2 on the side', 'Upgrade: h2c'],
  ])('may carry %s', async (_, header) => {
    const open = await openPort();
    expect(await exchange(open.port, request(open.port, 'GET /a', [header, once]))).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is answered in order, also where a client sends ahead', async () => {
    const open = await openPort({
      answer: async (call) => {
        if (call.target === '/1') await new Promise((resolve) => setTimeout(resolve, 50));
        return answered(`answer to ${call.target};`);
      },
    });
    const ahead = ['/1', '/2'].map((path) => request(open.port, `GET ${path}`)).join('');
    const answer = await exchange(open.port, ahead + request(open.port, 'POST /3', ['Content-Length: 1', once], 'x'));
    expect(answer.match(/answer to \/\d/g)).toEqual(['answer to /1', 'answer to /2', 'answer to /3']);
  });

  it('reaches nobody when its client left in the middle of it', async () => {
    const open = await openPort();
    const client = await rawClient(open.port);
    client.send(request(open.port, 'POST /order', ['Content-Length: 10'], 'half'));
    client.socket.end();
    await client.ended;
    expect(open.calls).toEqual([]);
  });

  it('is answered also to a client that has closed its own half behind it, where it cannot be called off', async () => {
    const { promise: left, resolve } = withResolvers();
    const open = await openPort({
      answer: async (call) => {
        call.signal.addEventListener('abort', () => resolve());
        await left;
        return answered('taken');
      },
    });
    const client = await rawClient(open.port, { keepsHalf: true });
    const order = request(open.port, 'POST /order', ['Content-Length: 1'], 'x');
    client.socket.end(order + request(open.port, 'POST /behind', ['Content-Length: 1'], 'x'));
    expect(await client.ended).toContain('taken');
    expect(open.calls.map(({ target }) => target)).toEqual(['/order']);
  });

  it('ends its signal when the client goes away', async () => {
    const { promise: aborted, resolve } = withResolvers();
    const open = await openPort({
      answer: (call) => {
        call.signal.addEventListener('abort', () => resolve());
        return new Promise(() => {});
      },
    });
    const client = await rawClient(open.port);
    client.send(request(open.port, 'GET /a'));
    await until(() => open.calls.length === 1);
    client.socket.destroy();
    await aborted;
  });
});

describe('a port', () => {
  it('that another program has is an error, and no other one is taken', async () => {
    const open = await openPort();
    const again = listen({
      port: open.port,
      token: 'token-2',
      crowd: createCrowd(),
      answer: () => Promise.resolve(answered('')),
      fault: () => ({ status: 400, headers: [], body: Buffer.alloc(0) }),
    });
    await expect(again).rejects.toThrow('broker.portTaken');
  });

  it('lets what is under way end when it closes', async () => {
    const { promise: may, resolve: finish } = withResolvers();
    const open = await openPort({ answer: async () => (await may, answered('ended well')) });
    const idle = await rawClient(open.port);
    const client = await rawClient(open.port);
    client.send(request(open.port, 'GET /a'));
    await until(() => open.calls.length === 1);
    const closed = open.close(10_000);
    await idle.ended;
    finish();
    expect(await client.ended).toContain('ended well');
    await closed;
  });

  it('cuts what does not end in time', async () => {
    const open = await openPort({ answer: () => new Promise(() => {}) });
    const client = await rawClient(open.port);
    client.send(request(open.port, 'GET /a'));
    await until(() => open.calls.length === 1);
    await open.close(20);
    expect(await client.ended).toBe('');
    await until(() => open.calls[0]?.signal.aborted === true);
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
