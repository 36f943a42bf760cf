import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { isFailure } from '../../core/base/failure';
import { systemRandomness } from '../../core/base/random';
import { createPracticeHome } from '../../core/exchanges/practice-home';
import { createNodeLauncher } from '../../core/exchanges/worker/node-launcher';
import type { FromWorker, Job } from '../../core/exchanges/worker/messages';
import { bundleFolder } from './bundle';
import { fakeExchange, type FakeExchange } from './fake-exchange';
import { codeOf, eventually, openHouse, type Fields, type House } from './house';

let house: House;
let other: FakeExchange;
beforeAll(async () => {
  house = await openHouse();
  other = await fakeExchange((request, response) => {
    response.end(
      JSON.stringify(request.url === '/keyhaven/challenge' ? { proof: '0'.repeat(64) } : { enableReading: true }),
    );
  });
});
afterAll(async () => {
  await house.close();
  await other.close();
});

const announcement = (address: string, changes: object = {}) =>
  `${JSON.stringify({ format: 1, address, secret: '0'.repeat(64), pid: 1, ...changes })}\n`;

/** A practice folder in which another program's address is announced. */
function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kh-practice-'));
  writeFileSync(join(folder, 'server.json'), text, { mode: 0o600 });
  return folder;
}

const launcher = createNodeLauncher({ folder: bundleFolder });
const homeAt = (folder: string) =>
  createPracticeHome({ folder, launcher, clock: systemClock, randomness: systemRandomness });

/** Speaks to the worker directly, as a core that has been turned would. */
async function askWorker(job: Omit<Job, 'type' | 'id'>): Promise<FromWorker | null> {
  const child = launcher.start('worker', {});
  const answer = new Promise<FromWorker | null>((resolve) => {
    child.onMessage((message) => resolve(message as FromWorker));
    setTimeout(() => resolve(null), 1_500);
  });
  child.send({ type: 'job', id: '1', ...job });
  const said = await answer;
  child.kill();
  return said;
}

describe('a server that cannot prove that it is the practice exchange', () => {
  it('is seen as not ours, gets no practice key, and the test says so', async () => {
    const folder = folderWith(announcement(other.address));
    const home = homeAt(folder);
    expect(await home.status()).toEqual({ state: 'notOurs', address: null, fault: null });
    await expect(home.provenAddress()).rejects.toSatisfy((error) => isFailure(error, 'practice.notOurs'));
    await expect(home.setFault('html')).rejects.toSatisfy((error) => isFailure(error, 'practice.notOurs'));

    const tried = await openHouse({ practice: home });
    const { exchange, fields } = tried.key('practice:binance');
    expect(codeOf(await tried.test(exchange, fields))).toBe('notTheExchange');
    expect(other.received.length).toBeGreaterThan(0);
    expect(other.received.every((request) => request.startsWith('POST /keyhaven/challenge '))).toBe(true);
    for (const value of Object.values(fields)) expect(other.received.join('\n')).not.toContain(value);
    await tried.close();
    rmSync(folder, { recursive: true });
  });

  it('cannot prove it with the proof of another question', async () => {
    const replayed = await fakeExchange((_request, response) => response.end(JSON.stringify({ proof })));
    const answer = await fetch(`${(await house.home.status()).address}/keyhaven/challenge`, {
      method: 'POST',
      body: JSON.stringify({ nonce: '00'.repeat(32) }),
    });
    const { proof } = (await answer.json()) as { proof: string };
    const { secret } = JSON.parse(readFileSync(join(house.folder, 'server.json'), 'utf8'));
    const folder = folderWith(announcement(replayed.address, { secret }));
    expect((await homeAt(folder).status()).state).toBe('notOurs');
    rmSync(folder, { recursive: true });
    await replayed.close();
  });

  it.each([
    ['an address elsewhere', announcement('http://203.0.113.7:9000')],
    ['a name instead of the address', announcement('http://localhost:9000')],
    ['a name that only begins like the address', announcement('http://127.0.0.1:80.example.com')],
    ['a user in the address', announcement('http://127.0.0.1:1@example.com')],
    ['half a file', announcement('http://127.0.0.1:9000').slice(0, 40)],
    ['another format', announcement('http://127.0.0.1:9000', { format: 2 })],
  ])('is not even asked where the file has %s', async (_, text) => {
    const folder = folderWith(text);
    expect(await homeAt(folder).status()).toMatchObject({ state: 'stopped' });
    rmSync(folder, { recursive: true });
  });

  it.runIf(process.platform !== 'win32')(
    'is not even asked where others can read the file or it is a link',
    async () => {
      const asked = other.received.length;
      const open = folderWith(announcement(other.address));
      chmodSync(join(open, 'server.json'), 0o644);
      expect((await homeAt(open).status()).state).toBe('notOurs');
      const linked = mkdtempSync(join(tmpdir(), 'kh-practice-'));
      symlinkSync(join(open, 'server.json'), join(linked, 'server.json'));
      expect((await homeAt(linked).status()).state).toBe('notOurs');
      expect(other.received).toHaveLength(asked);
      for (const folder of [open, linked]) rmSync(folder, { recursive: true });
    },
  );
});

describe('a real key', () => {
  const fields: Fields = { apiKey: 'khTestReal'.repeat(7).slice(0, 64), secret: 'khTestReal'.repeat(7).slice(0, 64) };

  it('never goes to the practice exchange: the tester knows no practice address for it', async () => {
    const { requests } = await house.serverStatus();
    const outcome = await house.test('binance', fields);
    // No exchange can be reached from a test machine; with a network, Binance would not know the key.
    expect(['network', 'timeout', 'wrongKey', 'keyIpOrRight', 'regionBlocked', 'badFormat']).toContain(codeOf(outcome));
    expect((await house.serverStatus()).requests).toBe(requests);
  });

  it.each([
    'https://api.binance.com',
    'http://203.0.113.7:80',
    'http://localhost:80',
    'http://127.0.0.1:80/x',
    'http://127.0.0.1:80@example.com',
  ])('is not sent by the worker when it is told the practice address %s', async (practice) => {
    expect(await askWorker({ exchange: 'binance', practice, fields, deadlineMs: 500 })).toBeNull();
  });

  it('of an exchange that is not in the tables is not sent anywhere', async () => {
    const answer = await askWorker({ exchange: 'nowhere', practice: null, fields, deadlineMs: 500 });
    expect(answer).toEqual({ type: 'broken', id: '1' });
  });
});

describe('the practice exchange of a folder', () => {
  it('is one, though two start it at once, and both find it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kh-practice-'));
    const [one, two] = [homeAt(folder), homeAt(folder)];
    const [first, second] = await Promise.all([one.start(), two.start()]);
    expect(first).toMatchObject({ state: 'running', fault: 'none' });
    expect(second.address).toBe(first.address);
    expect(await two.stop()).toMatchObject({ state: 'stopped' });
    await one.close();
    await two.close();
    rmSync(folder, { recursive: true });
  });

  it('keeps its keys when it is stopped and started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kh-practice-'));
    const home = homeAt(folder);
    const before = await home.keys();
    await home.stop();
    expect(await home.keys()).toEqual(before);
    expect(before.map(({ purpose }) => purpose)).toEqual(['spotBot', 'spotBot', 'spotBot', 'spotBot']);
    await home.close();
    await eventually('it is stopped', async () => (await home.status()).state === 'stopped');
    rmSync(folder, { recursive: true });
  });

  it('that another Keyhaven started goes on when this one closes', async () => {
    const visitor = homeAt(house.folder);
    expect(await visitor.start()).toMatchObject({ state: 'running' });
    await visitor.close();
    expect(await house.home.status()).toMatchObject({ state: 'running' });
  });

  it('that was killed is stopped, and starts anew', async () => {
    const other = await openHouse();
    process.kill(other.children[0]!.child.pid!, 'SIGKILL');
    await eventually('it is stopped', async () => (await other.home.status()).state === 'stopped');
    const { exchange, fields } = other.key('practice:okx');
    expect(codeOf(await other.test(exchange, fields))).toBe('practiceNotRunning');
    await other.home.start();
    expect(codeOf(await other.test(exchange, fields))).toBe('works');
    await other.close();
  });

  it('that cannot start says so', async () => {
    const home = createPracticeHome({
      folder: '/dev/null/practice',
      launcher,
      clock: systemClock,
      randomness: systemRandomness,
    });
    await expect(home.start()).rejects.toSatisfy((error) => isFailure(error, 'practice.notStarted'));
  });
});
