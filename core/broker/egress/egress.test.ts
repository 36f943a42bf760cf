import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { direct } from './connect';
import { get, endAll, openEgress, plainOrigin, rawOrigin, saying, soon, troubleOf, wholeOf } from './egress.fixture';

afterEach(endAll);

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('what goes out', () => {
  it('is the request as given, under its own Host, without what speaks of the connection it came on', async () => {
    let heard = '';
    const origin = await rawOrigin((socket) => {
      socket.on('data', (bytes) => {
        heard += bytes.toString('latin1');
        socket.write(ok);
      });
    });
    const request = get('/api/v3/order', {
      method: 'POST',
      query: "b=%20&a='(,:)",
      body: Buffer.from('x=1'),
      headers: [
        ['host', '127.0.0.1:20001'],
        ['x-mbx-apikey', 'kh-test-key'],
        ['origin', '*'],
        ['connection', 'keep-alive, X-Hop'],
        ['x-hop', '1'],
        ['keep-alive', 'timeout=5'],
        ['upgrade', 'h2c'],
        ['content-length', '77'],
        ['accept-encoding', 'gzip, deflate, br'],
        ['sec-fetch-mode', 'cors'],
        ['user-agent', 'bot/1'],
      ],
    });
    const answer = await openEgress().send(origin, request, soon);
    expect(await wholeOf(answer)).toBe('ok');
    expect(heard).toBe(
      [
        "POST /api/v3/order?b=%20&a='(,:) HTTP/1.1",
        'host: api.example',
        'x-mbx-apikey: kh-test-key',
        'user-agent: bot/1',
        'accept-encoding: identity',
        'content-length: 3',
        'Connection: keep-alive',
        '',
        'x=1',
      ].join('\r\n'),
    );
  });

  it('uses one connection again and again', async () => {
    const sockets = new Set<unknown>();
    const origin = await plainOrigin((incoming, response) => {
      sockets.add(incoming.socket);
      response.end('ok');
    });
    const egress = openEgress();
    for (let n = 0; n < 5; n += 1) await wholeOf(await egress.send(origin, get(), soon));
    expect(sockets.size).toBe(1);
  });

  it('never has more connections to one origin than the limit, and all are answered', async () => {
    let now = 0;
    let most = 0;
    const origin = await plainOrigin((_, response) => {
      most = Math.max(most, (now += 1));
      setTimeout(() => {
        now -= 1;
        response.end('ok');
      }, 5);
    });
    const egress = openEgress({ limits: { atOnce: 4 } });
    const answers = await Promise.all(
      Array.from({ length: 40 }, async () => wholeOf(await egress.send(origin, get(), soon))),
    );
    expect(answers).toEqual(Array(40).fill('ok'));
    expect(most).toBe(4);
  });

  it('goes over plain http to this machine only', async () => {
    const far = { protocol: 'http:', hostname: 'api.example', port: 80 } as const;
    expect(await troubleOf(openEgress().send(far, get(), soon))).toEqual({ kind: 'refused', mayHaveArrived: false });
  });
});

describe('an answer', () => {
  it('comes back byte for byte, in pieces as they come', async () => {
    const body = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 256));
    const origin = await plainOrigin((_, response) => {
      response.writeHead(418, ['X-Used-Weight', '7', 'Set-Cookie', 'a', 'Set-Cookie', 'b']);
      response.end(body);
    });
    const answer = await openEgress().send(origin, get(), soon);
    expect(answer.status).toBe(418);
    expect(answer.headers.slice(0, 3)).toEqual([
      ['x-used-weight', '7'],
      ['set-cookie', 'a'],
      ['set-cookie', 'b'],
    ]);
    expect(Buffer.from(await wholeOf(answer), 'latin1').equals(body)).toBe(true);
  });

  it('that is a redirect is not followed, and does not tell its client where to go', async () => {
    const heard: string[] = [];
    const origin = await plainOrigin((incoming, response) => {
      heard.push(incoming.url ?? '');
      response.writeHead(302, { location: 'https://evil.example/' }).end('moved');
    });
    const answer = await openEgress().send(origin, get(), soon);
    expect(answer.status).toBe(302);
    expect(answer.headers.map(([name]) => name)).not.toContain('location');
    expect(heard).toEqual(['/api/v3/time']);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\n y\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok'],
    ['no end that can be told', 'HTTP/1.1 200 OK\r\n\r\nok'],
    ['an encoding that was not asked for', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok'],
    ['a status that is none', 'HTTP/1.1 099 No\r\nContent-Length: 0\r\n\r\n'],
    ['headers without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`],
    ['another protocol', 'HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'],
  ])('with %s is malformed, and the request may have arrived', async (_, bytes) => {
    const origin = await rawOrigin(saying(bytes));
    const egress = openEgress();
    expect(await troubleOf(egress.send(origin, get(), soon))).toEqual({ kind: 'malformed', mayHaveArrived: true });
  });

  it.each([
    ['a bad chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n', 'malformed'],
    ['more than any exchange sends', `HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n${'x'.repeat(2000)}`, 'malformed'],
  ])('with %s ends in trouble where it is read', async (_, bytes, kind) => {
    const origin = await rawOrigin(saying(bytes));
    const work = openEgress({ limits: { bodyBytes: 1_000 } }).send(origin, get(), soon);
    expect(await troubleOf(work.then(wholeOf))).toEqual({ kind, mayHaveArrived: true });
  });

  it.each([
    ['before its first byte', ''],
    ['in its headers', 'HTTP/1.1 200 OK\r\nContent-'],
    ['in a body of known length', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
    ['between two chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n'],
  ])('cut %s is a cut', async (_, bytes) => {
    const origin = await rawOrigin((socket) => void socket.once('data', () => socket.end(bytes)));
    const work = openEgress().send(origin, get(), soon);
    expect(await troubleOf(work.then(wholeOf))).toEqual({ kind: 'cut', mayHaveArrived: true });
  });

  it('that nobody reads does not grow in memory', async () => {
    const mostBytes = 100_000_000;
    let sentBytes = 0;
    const { promise: stalled, resolve } = withResolvers();
    const origin = await plainOrigin((_, response) => {
      response.writeHead(200, { 'content-length': String(2 * mostBytes) });
      const piece = Buffer.alloc(500_000);
      // Where nobody takes more, nothing drains for a while.
      const quiet = setTimeout(resolve, 1_000);
      const more = (): void => {
        quiet.refresh();
        sentBytes += piece.length;
        if (sentBytes > mostBytes) resolve();
        else if (response.write(piece)) more();
      };
      response.on('drain', more);
      more();
    });
    const answer = await openEgress().send(origin, get(), soon);
    await stalled;
    // What the system's own buffers take.
    expect(sentBytes).toBeLessThan(mostBytes / 2);
    answer.cancel();
  });

  it.each([
    ['in one packet with its own', 0],
    ['a while after its own', 30],
  ])('to no request, %s, is never taken for the next one’s', async (_, laterMs) => {
    const stray = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother';
    const origin = await rawOrigin((socket) => {
      socket.on('data', () => {
        if (laterMs === 0) socket.write(ok + stray);
        else {
          socket.write(ok);
          setTimeout(() => socket.write(stray), laterMs);
        }
      });
    });
    const egress = openEgress();
    for (const path of ['/1', '/2', '/3']) {
      expect(await wholeOf(await egress.send(origin, get(path), { ...soon, repeatable: true }))).toBe('ok');
      await new Promise((resolve) => setTimeout(resolve, laterMs * 2));
    }
  });
});

describe('trouble', () => {
  it('tells that nothing was sent where no connection came to stand', async () => {
    const egress = openEgress();
    const origin = await plainOrigin(() => {});
    const nowhere = { ...origin, port: 1 };
    expect(await troubleOf(egress.send(nowhere, get(), soon))).toEqual({ kind: 'refused', mayHaveArrived: false });
    const nameless = { protocol: 'https:', hostname: 'kh-test.invalid', port: 443 } as const;
    expect(await troubleOf(egress.send(nameless, get(), soon))).toEqual({ kind: 'notFound', mayHaveArrived: false });
  });

  it('tells that a request may have arrived where its answer takes too long', async () => {
    const origin = await plainOrigin(() => {});
    const work = openEgress().send(origin, get(), { ...soon, deadlineMs: 1_000 });
    expect(await troubleOf(work)).toEqual({ kind: 'timeout', mayHaveArrived: true });
  });

  it('ends an answer that drips past its deadline', async () => {
    const origin = await plainOrigin((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      const drip = setInterval(() => response.write('x'), 5);
      response.once('close', () => clearInterval(drip));
    });
    const work = openEgress().send(origin, get(), { ...soon, deadlineMs: 1_000 });
    expect(await troubleOf(work.then(wholeOf))).toEqual({ kind: 'timeout', mayHaveArrived: true });
  });

  it('of a connection that does not come to stand is a time-out, and nothing was sent', async () => {
    const egress = openEgress({ connect: () => new Promise(() => {}), limits: { connectMs: 30 } });
    const origin = await plainOrigin(() => {});
    const work = egress.send(origin, get(), { ...soon, deadlineMs: 60 });
    expect(await troubleOf(work)).toEqual({ kind: 'timeout', mayHaveArrived: false });
  });

  it('tells whether the request had gone out when it was called off', async () => {
    const stop = new AbortController();
    const origin = await plainOrigin(() => stop.abort());
    const egress = openEgress();
    const how = { ...soon, signal: stop.signal };
    expect(await troubleOf(egress.send(origin, get(), how))).toEqual({ kind: 'cancelled', mayHaveArrived: true });
    expect(await troubleOf(egress.send(origin, get(), how))).toEqual({ kind: 'cancelled', mayHaveArrived: false });
  });

  it('of a request that cannot be written is found before anything is sent', async () => {
    const origin = await plainOrigin(() => {});
    const bad = get('/', { headers: [['x-odd', 'a\r\nb: c']] });
    expect(await troubleOf(openEgress().send(origin, bad, soon))).toEqual({ kind: 'malformed', mayHaveArrived: false });
  });
});

describe('a request that waits for its place', () => {
  it('is asked about once more when it has it, and not sent where it may not go any more', async () => {
    const heard: string[] = [];
    let letGo = (): void => undefined;
    const origin = await plainOrigin((request, response) => {
      heard.push(request.url ?? '');
      letGo = () => response.end('ok');
    });
    const egress = openEgress({ limits: { atOnce: 1 } });
    const first = egress.send(origin, get('/first'), soon);
    await expect.poll(() => heard).toEqual(['/first']);
    let frozen = false;
    const second = egress.send(origin, get('/second'), {
      ...soon,
      mayGo: () => {
        if (frozen) throw new Error('frozen meanwhile');
      },
    });
    frozen = true;
    letGo();
    await wholeOf(await first);
    await expect(second).rejects.toThrow('frozen meanwhile');
    expect(heard).toEqual(['/first']);
    const third = egress.send(origin, get('/third'), soon);
    await expect.poll(() => heard).toEqual(['/first', '/third']);
    letGo();
    expect(await wholeOf(await third)).toBe('ok');
  });
});

describe('answers at the pace of their readers', () => {
  const many = async (more: { pausedMs?: number; atReadersPace?: number } = {}) => {
    const origin = await plainOrigin((request, response) => {
      response.end(request.url === '/big' ? Buffer.alloc(50_000_000) : 'ok');
    });
    const egress = openEgress({ limits: { atOnce: 2, atReadersPace: 2, ...more } });
    const slow = { ...soon, atReadersPace: true };
    return { origin, egress, slow, held: () => egress.send(origin, get('/big'), slow) };
  };

  it('that nobody takes hold up no other request', async () => {
    const { origin, egress, held } = await many();
    const answers = await Promise.all([held(), held()]);
    expect(await wholeOf(await egress.send(origin, get('/order', { method: 'POST' }), soon))).toBe('ok');
    for (const { cancel } of answers) cancel();
  });

  it('are cut where their reader leaves them standing, and the place is the next one’s', async () => {
    const { origin, egress, slow, held } = await many({ pausedMs: 50, atReadersPace: 1 });
    const answer = await held();
    expect(await wholeOf(await egress.send(origin, get('/next'), slow))).toBe('ok');
    expect((await troubleOf(wholeOf(answer))).kind).toBe('cancelled');
  });
});

describe('a request whose connection is still being made', () => {
  it('is asked about when the connection stands, and not sent where it may not go any more', async () => {
    const heard: string[] = [];
    const origin = await plainOrigin((request, response) => {
      heard.push(request.url ?? '');
      response.end('ok');
    });
    let frozen = false;
    let stand = (): void => undefined;
    const standing = new Promise<void>((resolve) => (stand = resolve));
    const connect: typeof direct = async (to, signal) => {
      await standing;
      return direct(to, signal);
    };
    const egress = openEgress({ connect });
    const work = egress.send(origin, get('/first'), {
      ...soon,
      mayGo: () => {
        if (frozen) throw new Error('frozen meanwhile');
      },
    });
    frozen = true;
    stand();
    await expect(work).rejects.toThrow('frozen meanwhile');
    expect(await wholeOf(await egress.send(origin, get('/second'), soon))).toBe('ok');
    expect(heard).toEqual(['/second']);
  });
});

describe('an idle connection that the exchange just closes', () => {
  const closing = (heard: string[]) =>
    plainOrigin((incoming: IncomingMessage, response) => {
      heard.push(incoming.url ?? '');
      const first = heard.filter((url) => url === '/first').length;
      if (incoming.url === '/first' || heard.length > first + 1) response.end('ok');
      else incoming.socket.destroy();
    });

  it('is borne for a read: it goes out once more', async () => {
    const heard: string[] = [];
    const origin = await closing(heard);
    const egress = openEgress();
    await wholeOf(await egress.send(origin, get('/first'), soon));
    expect(await wholeOf(await egress.send(origin, get('/read'), { ...soon, repeatable: true }))).toBe('ok');
    expect(heard).toEqual(['/first', '/read', '/read']);
  });

  it('is never a reason to send anything else again: it may have arrived', async () => {
    const heard: string[] = [];
    const origin = await closing(heard);
    const egress = openEgress();
    await wholeOf(await egress.send(origin, get('/first'), soon));
    const work = egress.send(origin, get('/order', { method: 'POST' }), soon);
    expect(await troubleOf(work)).toEqual({ kind: 'cut', mayHaveArrived: true });
    expect(heard).toEqual(['/first', '/order']);
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

describe('an egress that is closed', () => {
  it('ends all who wait for a place or for a connection, and dials no more', async () => {
    let dials = 0;
    const silent = await rawOrigin(() => {});
    const egress = openEgress({
      limits: { atOnce: 2 },
      connect: (to, signal) => {
        dials += 1;
        // The second never comes to stand.
        return dials === 1 ? direct(to, signal) : new Promise(() => {});
      },
    });
    const troubles = Array.from({ length: 6 }, () => troubleOf(egress.send(silent, get(), soon)));
    await expect.poll(() => dials).toBe(2);
    await egress.close();
    const kinds = await Promise.all(troubles);
    expect(kinds.map(({ mayHaveArrived }) => mayHaveArrived)).toEqual([expect.any(Boolean), ...Array(5).fill(false)]);
    expect(kinds.slice(1).map(({ kind }) => kind)).toEqual(Array(5).fill('cancelled'));
    expect(dials).toBe(2);
    expect(await troubleOf(egress.send(silent, get(), soon))).toEqual({ kind: 'cancelled', mayHaveArrived: false });
  });

  it('does not send a read again', async () => {
    let [heard, dials] = [0, 0];
    const origin = await rawOrigin((socket) => {
      socket.on('data', () => {
        heard += 1;
        if (heard === 1) socket.write(ok);
      });
    });
    const egress = openEgress({ connect: (to, signal) => ((dials += 1), direct(to, signal)) });
    await wholeOf(await egress.send(origin, get(), soon));
    const second = troubleOf(egress.send(origin, get(), { ...soon, repeatable: true }));
    await expect.poll(() => heard).toBe(2);
    await egress.close();
    expect((await second).kind).toMatch(/cut|cancelled/);
    expect([heard, dials]).toEqual([2, 1]);
  });
});
