import { afterEach, describe, expect, it } from 'vitest';
import { createCrowd } from './crowd';
import { defaultLimits } from './limits';
import { answered, endAll, openPort, request } from './open-port.fixture';
import { overdue, type Progress } from './overdue';
import { rawClient } from './raw-client.fixture';

afterEach(endAll);

const soon = { sweepMs: 10, lingerMs: 50 };

describe('time', () => {
  const progress = (more: Partial<Progress>): Progress => ({
    phase: 'head',
    sinceMs: 0,
    begunMs: null,
    fresh: false,
    ...more,
  });

  it.each([
    ['a new connection that says nothing', { fresh: true }, false, defaultLimits.headMs, 'quiet'],
    ['a used connection that says nothing', {}, false, defaultLimits.idleMs, 'quiet'],
    ['headers that do not end', { fresh: true }, true, defaultLimits.headMs, 'slow'],
    [
      'later headers that do not end, from their first byte on',
      { begunMs: 50_000 },
      true,
      50_000 + defaultLimits.headMs,
      'slow',
    ],
    ['a last answer that is not taken', { phase: 'ending' as const }, true, defaultLimits.stallMs, 'quiet'],
    ['a client that does not close after it', { phase: 'lingering' as const }, true, defaultLimits.lingerMs, 'quiet'],
    ['a body that does not end', { phase: 'body' as const }, true, defaultLimits.bodyMs, 'slow'],
  ])('is over for %s, and not a moment sooner', (_, more, hasBegun, limitMs, found) => {
    expect(overdue(progress(more), hasBegun, limitMs, defaultLimits)).toBeUndefined();
    expect(overdue(progress(more), hasBegun, limitMs + 1, defaultLimits)).toBe(found);
  });

  it('is never over while the answer is awaited: that has a deadline of its own', () => {
    expect(overdue(progress({ phase: 'answer' }), true, Number.MAX_SAFE_INTEGER, defaultLimits)).toBeUndefined();
  });

  it('does not begin anew with each byte', () => {
    const one = progress({});
    overdue(one, true, 1_000, defaultLimits);
    overdue(one, true, 9_000, defaultLimits);
    expect(overdue(one, true, 1_001 + defaultLimits.headMs, defaultLimits)).toBe('slow');
  });
});

describe('a slow client', () => {
  it('that drips its headers is told and cut', async () => {
    const open = await openPort({ limits: { ...soon, headMs: 100 } });
    const client = await rawClient(open.port);
    client.send('GET /a HTTP/1.1\r\n');
    const drip = setInterval(() => client.send('X: 1\r\n'), 10);
    expect(await client.ended).toContain('"too-slow"');
    clearInterval(drip);
    expect(open.calls).toEqual([]);
  });

  it('that drips its body is told and cut', async () => {
    const open = await openPort({ limits: { ...soon, bodyMs: 100 } });
    const client = await rawClient(open.port);
    client.send(request(open.port, 'POST /a', ['Content-Length: 1000']));
    const drip = setInterval(() => client.send('x'), 10);
    expect(await client.ended).toContain('"too-slow"');
    clearInterval(drip);
    expect(open.calls).toEqual([]);
  });

  it('that says nothing is closed without a word', async () => {
    const open = await openPort({ limits: { ...soon, headMs: 50 } });
    const client = await rawClient(open.port);
    expect(await client.ended).toBe('');
    expect(open.faults).toEqual([]);
  });

  it('that says nothing more is closed after a while', async () => {
    const open = await openPort({ limits: { ...soon, idleMs: 100 } });
    const client = await rawClient(open.port);
    client.send(request(open.port, 'GET /a'));
    expect(await client.ended).toContain('200 OK');
  });

  it('that begins a request while the one before is answered has no longer for it than others', async () => {
    const open = await openPort({ limits: { ...soon, headMs: 100 } });
    const client = await rawClient(open.port);
    client.send(`${request(open.port, 'GET /a')}GET /b HT`);
    expect(await client.ended).toContain('"too-slow"');
  });

  it('that sends an empty line behind a request has begun nothing, and is told nothing', async () => {
    const open = await openPort({ limits: { ...soon, headMs: 50, idleMs: 400 } });
    const client = await rawClient(open.port);
    client.send(request(open.port, 'POST /a', ['Content-Length: 1'], 'x'));
    await client.sees('/a');
    client.send('\r\n');
    const answer = await client.ended;
    expect(answer).toContain('/a');
    expect(answer).not.toContain('too-slow');
    expect(open.faults).toEqual([]);
  });

  it('that does not close after its last answer is closed, and its place is another’s', async () => {
    const open = await openPort({ limits: { ...soon, connections: 1 } });
    const client = await rawClient(open.port, { keepsHalf: true });
    client.send(request(open.port, 'GET /last', ['Connection: close']));
    await client.sees('/last');
    const other = async () => {
      const one = await rawClient(open.port);
      one.send(request(open.port, 'GET /other', ['Connection: close']));
      return one.ended;
    };
    await expect.poll(other).toContain('/other');
    client.socket.destroy();
  });

  it('that takes nothing of its answer stops its source, and is cut', async () => {
    let taken = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) {
          taken += 1;
          yield Buffer.alloc(1_000_000);
        }
      } finally {
        closed = true;
      }
    }
    const open = await openPort({
      limits: { ...soon, stallMs: 200 },
      answer: () => Promise.resolve({ status: 200, headers: [], body: endless() }),
    });
    const client = await rawClient(open.port);
    client.socket.pause();
    client.send(request(open.port, 'GET /a'));
    while (!closed) await new Promise((resolve) => setTimeout(resolve, 10));
    // What the system's own buffers take, and not a source of any length.
    expect(taken).toBeLessThan(50);
    client.socket.destroy();
  });
});

describe('a client that takes nothing of its answer', () => {
  it.each([
    ['in pieces', () => pieces()],
    ['whole', () => Buffer.alloc(50_000_000)],
  ])('%s is cut, also where it goes on sending, of which no more is read', async (_, bodyOf) => {
    const open = await openPort({
      limits: { ...soon, stallMs: 300, underWay: 1 },
      answer: ({ target }) =>
        Promise.resolve(target === '/big' ? { status: 200, headers: [], body: bodyOf() } : answered('done')),
    });
    const client = await rawClient(open.port);
    client.socket.pause();
    client.send(request(open.port, 'GET /big'));
    const drip = setInterval(() => client.send('G'), 20);
    const other = await rawClient(open.port);
    other.send(request(open.port, 'GET /other', ['Connection: close']));
    expect(await other.ended).toContain('done');
    clearInterval(drip);
    client.socket.destroy();
  });

  it('is not cut while it takes some of it now and then', async () => {
    const whole = 16_000_000;
    const stallMs = 1_000;
    const open = await openPort({
      limits: { ...soon, stallMs },
      answer: () => Promise.resolve({ status: 200, headers: [], body: Buffer.alloc(whole, 'x') }),
    });
    const client = await rawClient(open.port);
    client.socket.on('data', () => {
      client.socket.pause();
      setTimeout(() => client.socket.resume(), 10);
    });
    const began = performance.now();
    client.send(request(open.port, 'GET /big', ['Connection: close']));
    expect((await client.ended).length).toBeGreaterThan(whole);
    expect(performance.now() - began).toBeGreaterThan(stallMs);
  });
});

async function* pieces(): AsyncGenerator<Buffer> {
  for (let n = 0; n < 800; n += 1) yield Buffer.alloc(65_536);
}

describe('too many', () => {
  it('connections of one token are refused, and the others go on', async () => {
    const open = await openPort({ limits: { ...soon, connections: 2 } });
    const first = await rawClient(open.port);
    const second = await rawClient(open.port);
    const third = await rawClient(open.port);
    expect(await third.ended).toContain('"too-many"');
    for (const client of [first, second]) {
      client.send(request(open.port, 'GET /a', ['Connection: close']));
      expect(await client.ended).toContain('200 OK');
    }
    const fourth = await rawClient(open.port);
    fourth.send(request(open.port, 'GET /a', ['Connection: close']));
    expect(await fourth.ended).toContain('200 OK');
  });

  it('connections of all tokens together are refused', async () => {
    const crowd = createCrowd(1);
    const one = await openPort({ crowd, limits: soon });
    const other = await openPort({ crowd, limits: soon });
    const first = await rawClient(one.port);
    expect(await (await rawClient(other.port)).ended).toContain('"too-many"');
    first.socket.end();
    await first.ended;
    const next = await rawClient(other.port);
    next.send(request(other.port, 'GET /a', ['Connection: close']));
    expect(await next.ended).toContain('200 OK');
  });

  it('requests at once wait for their turn, and are refused where it does not come', async () => {
    let finish = (): void => {};
    const may = new Promise<void>((resolve) => (finish = resolve));
    const open = await openPort({
      limits: { ...soon, underWay: 1, waitMs: 100 },
      answer: async () => {
        await may;
        return answered('done');
      },
    });
    const first = await rawClient(open.port);
    first.send(request(open.port, 'GET /1', ['Connection: close']));
    while (open.calls.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await rawClient(open.port);
    second.send(request(open.port, 'GET /2'));
    expect(await second.ended).toContain('"too-many"');
    const third = await rawClient(open.port);
    third.send(request(open.port, 'GET /3', ['Connection: close']));
    finish();
    expect(await first.ended).toContain('done');
    expect(await third.ended).toContain('done');
    expect(open.calls.map(({ target }) => target)).toEqual(['/1', '/3']);
  });

  it('bodies at once are refused before they are read', async () => {
    const open = await openPort({ limits: { ...soon, heldBytes: 1_000 } });
    const first = await rawClient(open.port);
    first.send(request(open.port, 'POST /1', ['Content-Length: 900', 'Connection: close']));
    const second = await rawClient(open.port);
    second.send(request(open.port, 'POST /2', ['Content-Length: 200'], 'x'.repeat(200)));
    expect(await second.ended).toContain('"too-many"');
    first.send('x'.repeat(900));
    expect(await first.ended).toContain('200 OK');
  });

  it('bodies are counted no longer than they are held, also where the answer before them was the last', async () => {
    const open = await openPort({ limits: { ...soon, heldBytes: 1_000 } });
    for (let n = 0; n < 3; n += 1) {
      const client = await rawClient(open.port);
      const last = request(open.port, 'GET /last', ['Connection: close']);
      client.send(last + request(open.port, 'POST /behind', ['Content-Length: 900'], 'x'.repeat(900)));
      expect(await client.ended).toContain('/last');
    }
    const other = await rawClient(open.port);
    other.send(request(open.port, 'POST /other', ['Content-Length: 900', 'Connection: close'], 'x'.repeat(900)));
    expect(await other.ended).toContain('/other');
  });

  it('requests sent ahead on one connection cut it', async () => {
    const open = await openPort({ limits: { ...soon, ahead: 4 }, answer: () => new Promise(() => {}) });
    const client = await rawClient(open.port);
    client.send(request(open.port, 'GET /a').repeat(10));
    expect(await client.ended).toBe('');
    expect(open.calls.length).toBeLessThanOrEqual(1);
  });
});
