import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PracticeFault } from '../../core/contract/exchanges';
import type { DiagnosisCode } from '../../core/contract/words';
import { keyOf, keysOf, makesVault, type TestAnswer } from './support/answers';
import { newPerson, type Person } from './support/person';
import type { Typist } from './support/typist';

let person: Person;
let exchange: Typist;
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  await makesVault(person);
  exchange = person.sitsAt(['practice']);
  await exchange.sees('running at http://127.0.0.1:');
  await person.json(['practice', 'fill']);
});
afterAll(() => person.leaves());

const misbehaves = (fault: PracticeFault) => person.json(['practice', 'fault', fault]);

/** What a test says of a key of each exchange while the practice exchange misbehaves; null where it works all the same. */
const expected: Readonly<
  Record<Exclude<PracticeFault, 'none'>, { binance: DiagnosisCode | null; okx: DiagnosisCode | null }>
> = {
  slow: { binance: null, okx: null },
  failing: { binance: 'exchangeFailing', okx: 'exchangeFailing' },
  rateLimited: { binance: 'rateLimited', okx: 'rateLimited' },
  html: { binance: 'notTheExchange', okx: 'notTheExchange' },
  clockOff: { binance: 'clockOff', okx: 'clockOff' },
  ipRefused: { binance: 'keyIpOrRight', okx: 'ipNotAllowed' },
  cut: { binance: 'network', okx: 'network' },
  maintenance: { binance: 'maintenance', okx: 'maintenance' },
};

/** Keys with an IP list, so that the refused address is refused. */
const keys = { binance: 'Grid bot', okx: 'Old desk key' } as const;

describe('an exchange that misbehaves', () => {
  it('does so in each way that the contract knows', () => {
    expect([...Object.keys(expected), 'none'].sort()).toEqual([...PracticeFault.options].sort());
  });

  it.each(Object.entries(expected))(
    '%s: each key is told its own reason, exit code 5 where one fails',
    async (fault, codes) => {
      await misbehaves(fault as PracticeFault);
      const { code, out } = await person.keyhaven(['test', keys.binance, keys.okx, '--json']);
      const found = {
        binance: (await keyOf(person, keys.binance)).diagnosis?.code ?? null,
        okx: (await keyOf(person, keys.okx)).diagnosis?.code ?? null,
      };
      expect(found).toEqual(codes);
      const fails = Object.values(codes).filter((one) => one !== null).length;
      expect(JSON.parse(out)).toMatchObject({ works: 2 - fails, fails });
      expect(code).toBe(fails > 0 ? 5 : 0);
    },
  );

  it('keeps what an earlier test found, and works again afterwards', async () => {
    await misbehaves('none');
    expect((await person.keyhaven(['test'])).code).toBe(0);
    await misbehaves('html');
    expect((await person.keyhaven(['test'])).code).toBe(5);
    const { rights, diagnosis } = await keyOf(person, 'Old desk key');
    expect({ withdraw: rights?.withdraw, code: diagnosis?.code }).toEqual({ withdraw: 'yes', code: 'notTheExchange' });
    await misbehaves('none');
    expect((await person.keyhaven(['test'])).code).toBe(0);
  });

  it('is said in plain words, with the next step', async () => {
    await misbehaves('html');
    const { err } = await person.keyhaven(['test', 'Grid bot']);
    expect(err).toMatch(/^Grid bot {2}fails .+\n +→ .+/m);
    expect(err).not.toMatch(/<html|127\.0\.0\.1/i);
    await misbehaves('none');
  });
});

describe('Ctrl-C during a test', () => {
  it('cancels with exit code 130, calls no key failing, and leaves vault and log whole', async () => {
    await misbehaves('none');
    await person.keyhaven(['test']);
    await misbehaves('slow');
    const typist = person.sitsAt(['test']);
    // The tests are out when somebody at the exchange waits for an answer.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    typist.types('\x03');
    const begun = performance.now();
    const { code, screen } = await typist.ends();
    expect({ code, screen }).toMatchObject({ code: 130, screen: expect.stringContaining('[job.cancelled]') as string });
    expect(performance.now() - begun).toBeLessThan(2_500);
    await misbehaves('none');
    expect((await keysOf(person)).map(({ state }) => state)).toEqual(['works', 'works', 'works', 'works']);
    expect(await person.json(['verify'])).toMatchObject({ whole: true });
    expect(await person.json<TestAnswer>(['test'])).toMatchObject({ works: 4 });
  });
});

describe('the practice exchange of the terminal', () => {
  it('ends with Ctrl-C, and its keys are there when it starts again', async () => {
    const { pid } = JSON.parse(readFileSync(join(person.home, 'practice', 'server.json'), 'utf8')) as { pid: number };
    exchange.types('\x03');
    expect((await exchange.ends()).code).toBe(0);
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(await person.json(['practice', 'status'])).toMatchObject({ state: 'stopped' });
    expect(await person.json<TestAnswer>(['test'])).toMatchObject({ works: 4, fails: 0 });
    expect((await person.json<{ ids: string[] }>(['practice', 'fill'])).ids).toHaveLength(4);
    expect(await keysOf(person)).toHaveLength(4);
  });
});

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}
