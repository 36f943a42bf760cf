import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFolder } from './bundle';
import { fakeExchange } from './fake-exchange';
import { codeOf, eventually, openHouse, type Fields, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse({ deadlineMs: 1_500 });
});
afterAll(() => house.close());

const exchanges = ['practice:binance', 'practice:okx'] as const;
const faults: object[] = [
  {},
  { '500': true },
  { '429': true },
  { html: true },
  { maintenance: true },
  { clock: { offsetMs: 90_000 } },
  { ipRefused: true },
  { cut: true },
  { slow: { ms: 3_000 } },
  { drip: { everyMs: 400 } },
];

/** All the ways in which a value could stand in a text: as it is, in base64, in hex, in an address. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [secret, base64, bytes.toString('base64url'), bytes.toString('hex'), encodeURIComponent(secret)];
}

describe('what children say while every test succeeds and fails in every way', () => {
  it('holds no key, secret, passphrase or signature', async () => {
    const tested: Fields[] = [];
    for (const fault of faults) {
      await house.control('POST', '/keyhaven/faults/clear', { style: 'all' });
      await house.control('POST', '/keyhaven/faults', { style: 'all', faults: fault });
      const round = exchanges.flatMap((exchange) => {
        const { fields } = house.key(exchange, exchange === 'practice:okx' ? 'Old desk key' : 'Grid bot');
        const wrong = { ...fields, secret: `khTestCanary${'0'.repeat(20)}` };
        tested.push(fields, wrong);
        return [fields, wrong].map((given) => house.test(exchange, given));
      });
      await Promise.all(round);
    }
    const heard = house.heard.join('\n');
    expect(house.heard.filter((line) => line.startsWith('worker: '))).toHaveLength(faults.length * 4);
    for (const secret of new Set(tested.flatMap((fields) => Object.values(fields)))) {
      for (const form of formsOf(secret)) expect(heard.includes(form)).toBe(false);
    }
    expect(heard).not.toMatch(/signature|https?:|timestamp=/i);
  });
});

describe('an exchange that repeats what it was sent', () => {
  it('gets none of it into a report or a diagnosis', async () => {
    const passphrase = 'khtestcanaryword';
    const echo = await fakeExchange((request, response) => {
      const said = String(request.headers['ok-access-passphrase']);
      const body = { code: '0', msg: said, data: [{ perm: `read_only,${said}`, ip: said, label: said, uid: said }] };
      response.end(JSON.stringify(body));
    });
    const other = await openHouse({ practice: { provenAddress: async () => echo.address } });
    const outcome = await other.test('practice:okx', { ...other.key('practice:okx').fields, password: passphrase });
    expect(outcome.outcome).toBe('works');
    expect(JSON.stringify(outcome)).not.toContain(passphrase);
    expect(other.heard.join('\n')).not.toContain(passphrase);
    await other.close();
    await echo.close();
  });
});

describe.runIf(process.platform === 'linux')('the worker process', () => {
  it('has nothing of ours in its arguments, its title and its environment', async () => {
    process.env.NODE_OPTIONS_KH_TEST = 'kh-test-inherited';
    process.env.HTTPS_PROXY = 'http://kh-test-proxy.invalid:1';
    try {
      const other = await openHouse();
      const { exchange, fields } = other.key('practice:binance');
      expect(codeOf(await other.test(exchange, fields))).toBe('works');
      const { pid } = other.children.find(({ program }) => program === 'worker')!.child;
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
        .split('\0')
        .filter((entry) => entry !== '');
      const names = environment.map((entry) => entry.split('=')[0]);
      expect(names.filter((name) => !name!.startsWith('NODE_CHANNEL_'))).toEqual([]);
      const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      for (const value of Object.values(fields)) expect(title).not.toContain(value);
      expect(title).toContain('keyhaven-exchange-worker');
      await other.close();
    } finally {
      delete process.env.NODE_OPTIONS_KH_TEST;
      delete process.env.HTTPS_PROXY;
    }
  });

  it('ends when the process that started it is killed, also in the middle of a test', async () => {
    const stalled = await fakeExchange(() => undefined);
    const { apiKey, secret } = house.key('practice:binance').fields;
    const job = { type: 'job', id: '1', exchange: 'binance', practice: stalled.address, fields: { apiKey, secret } };
    const program = `
      const worker = require('node:child_process').fork(${JSON.stringify(join(bundleFolder, 'worker.js'))}, { stdio: 'ignore' });
      worker.send(${JSON.stringify({ ...job, deadlineMs: 60_000 })});
      console.log(worker.pid);
    `;
    const starter = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = Number((await once(starter.stdout, 'data'))[0]);
    await eventually('it asked', () => stalled.received.length === 1);
    starter.kill('SIGKILL');
    await eventually('it is gone', () => !existsSync(`/proc/${pid}/stat`) || isZombie(pid));
    await stalled.close();
  });
});

/** Ended, and not yet collected by whoever inherited it. */
function isZombie(pid: number): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}
