import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../core/base/failure';
import { codeOf, eventually, openHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse({ deadlineMs: 4_000 });
  await house.test('practice:okx', house.key('practice:okx').fields);
});
afterEach(() => house.control('POST', '/keyhaven/faults/clear', { style: 'all' }));
afterAll(() => house.close());

const workers = () => house.children.filter(({ program }) => program === 'worker');
const stalls = {
  'before it answers': { slow: { ms: 20_000 } },
  'while the answer drips in': { drip: { everyMs: 400 } },
};

async function arrival({ serverStatus }: House, requestsBefore: number): Promise<void> {
  await eventually('the request arrived', async () => (await serverStatus()).requests > requestsBefore);
}

async function socketsClosed(abandonedBefore: number): Promise<void> {
  await eventually('the server saw the socket close', async () => {
    const { openSockets, abandoned } = await house.serverStatus();
    return openSockets === 0 && abandoned === abandonedBefore + 1;
  });
}

describe.each(Object.entries(stalls))('an exchange that stalls %s', (_, faults) => {
  it('is let go the moment the test is cancelled, and the worker goes on', async () => {
    await house.control('POST', '/keyhaven/faults', { style: 'okx', faults });
    const { abandoned, requests } = await house.serverStatus();
    const cancel = new AbortController();
    const testing = house.test('practice:okx', house.key('practice:okx').fields, cancel.signal);
    await arrival(house, requests);
    cancel.abort();
    await expect(testing).rejects.toSatisfy((error) => isFailure(error, 'job.cancelled'));
    await socketsClosed(abandoned);
    expect(workers().at(-1)).toMatchObject({ ended: false });
    expect(codeOf(await house.test('practice:binance', house.key('practice:binance').fields))).toBe('works');
  });

  it('is let go at the deadline, and that is what the diagnosis says', async () => {
    await house.control('POST', '/keyhaven/faults', { style: 'okx', faults });
    const { abandoned } = await house.serverStatus();
    const outcome = await house.test('practice:okx', house.key('practice:okx').fields);
    expect(codeOf(outcome)).toBe('timeout');
    await socketsClosed(abandoned);
    expect(workers().at(-1)).toMatchObject({ ended: false });
  });
});

describe('a cancel', () => {
  it('before the start asks nothing', async () => {
    const { requests } = await house.serverStatus();
    const testing = house.test('practice:okx', house.key('practice:okx').fields, AbortSignal.abort());
    await expect(testing).rejects.toSatisfy((error) => isFailure(error, 'job.cancelled'));
    expect((await house.serverStatus()).requests).toBe(requests);
  });

  it('of one test leaves those beside it alone', async () => {
    await house.control('POST', '/keyhaven/faults', { style: 'okx', faults: { slow: { ms: 300 } } });
    const cancel = new AbortController();
    const { fields } = house.key('practice:okx');
    const cancelled = house.test('practice:okx', fields, cancel.signal).catch(() => 'cancelled');
    const others = [1, 2, 3].map(() => house.test('practice:okx', fields));
    setTimeout(() => cancel.abort(), 100);
    expect(await cancelled).toBe('cancelled');
    expect((await Promise.all(others)).map(codeOf)).toEqual(['works', 'works', 'works']);
  });
});

describe('the worker process', () => {
  it('that is killed in the middle of a test fails that test as such, and a new one is started by the next', async () => {
    await house.control('POST', '/keyhaven/faults', { style: 'okx', faults: { slow: { ms: 1_000 } } });
    const { requests } = await house.serverStatus();
    const testing = house.test('practice:okx', house.key('practice:okx').fields);
    await arrival(house, requests);
    const before = workers().length;
    process.kill(workers().at(-1)!.child.pid!, 'SIGKILL');
    expect(codeOf(await testing)).toBe('workerFailed');
    expect(codeOf(await house.test('practice:binance', house.key('practice:binance').fields))).toBe('works');
    expect(workers()).toHaveLength(before + 1);
  });

  it('that is frozen is ended, and nobody waits for it', async () => {
    const { pid } = workers().at(-1)!.child;
    process.kill(pid!, 'SIGSTOP');
    expect(codeOf(await house.test('practice:okx', house.key('practice:okx').fields))).toBe('workerFailed');
    await eventually('its pid is gone', () => isGone(pid!));
  });

  it('is ended by dispose, also with a test under way', async () => {
    const other = await openHouse();
    await other.control('POST', '/keyhaven/faults', { style: 'okx', faults: { slow: { ms: 20_000 } } });
    const { requests } = await other.serverStatus();
    const testing = other.test('practice:okx', other.key('practice:okx').fields);
    await arrival(other, requests);
    const { pid } = other.children.find(({ program }) => program === 'worker')!.child;
    await other.tester.dispose();
    expect(codeOf(await testing)).toBe('workerFailed');
    await eventually('its pid is gone', () => isGone(pid!));
    await eventually('the server saw the socket close', async () => (await other.serverStatus()).openSockets === 0);
    await other.close();
  });

  it('ends when it was not asked for a while, and comes back when it is', async () => {
    const other = await openHouse({ idleMs: 200 });
    const { exchange, fields } = other.key('practice:okx');
    await other.test(exchange, fields);
    const first = other.children.find(({ program }) => program === 'worker')!;
    await eventually('it ended', () => first.ended);
    expect(codeOf(await other.test(exchange, fields))).toBe('works');
    await other.close();
  });
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
