import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connectProxy, socksProxy, type Manner, type Proxy } from './proxies.fixture';
import { wayThrough } from './ways';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Answers every byte with itself. */
async function echo(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const kinds = { socks5: socksProxy, http: connectProxy } as const;
const there = { hostname: 'api.exchange.example', port: 443 };

async function through(kind: keyof typeof kinds, manner: Manner, signal = new AbortController().signal) {
  const proxy: Proxy = await kinds[kind](await echo(), manner);
  closing.push(proxy.close);
  const socket = await wayThrough({ kind, host: '127.0.0.1', port: proxy.port })(there, signal);
  closing.push(() => socket.destroy());
  return { socket, proxy };
}

const heard = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once('data', (piece) => resolve(piece.toString())));

describe.each(['socks5', 'http'] as const)('a way through a proxy that speaks %s', (kind) => {
  it('leads where it was asked to, by the name, which is resolved at its end', async () => {
    const { socket, proxy } = await through(kind, 'leads');
    socket.write('kh-test');
    expect(await heard(socket)).toBe('kh-test');
    expect(proxy.asked).toEqual(['api.exchange.example:443']);
  });

  it.each([
    ['refuses', 'refused'],
    ['wantsPassword', 'refused'],
    ['closes', 'down'],
  ] as const)('that %s it is %s', async (manner, trouble) => {
    await expect(through(kind, manner)).rejects.toMatchObject({ name: 'ProxyTrouble', kind: trouble });
  });

  it('where nothing listens it is down', async () => {
    const port = await echo();
    await closing.pop()?.();
    const asking = wayThrough({ kind, host: '127.0.0.1', port })(there, new AbortController().signal);
    await expect(asking).rejects.toMatchObject({ kind: 'down' });
  });

  it('ends with its signal where the proxy says nothing', async () => {
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 50);
    await expect(through(kind, 'saysNothing', leaving.signal)).rejects.toMatchObject({ name: 'ProxyTrouble' });
  });
});

it('what speaks another language is no proxy', async () => {
  const port = await connectProxy(await echo());
  closing.push(port.close);
  const asking = wayThrough({ kind: 'http', host: '127.0.0.1', port: await echo() })(
    there,
    new AbortController().signal,
  );
  await expect(asking).rejects.toMatchObject({ kind: 'down' });
});
