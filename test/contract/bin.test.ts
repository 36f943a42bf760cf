import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { dayMs, instantOf } from '../../core/base/instants';
import type { CallName, Input, Output } from '../../core/contract/contract';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import { createTestWorld, type TestWorld } from '../support/world';

let aheadMs: number;
let answer: boolean;
const asked: string[] = [];
let world: TestWorld;
let keyhaven: Keyhaven;
let id: string;

const key = {
  exchange: 'binance',
  label: 'Grid bot',
  purpose: 'spotBot',
  fields: { apiKey: `khtest${'k'.repeat(58)}`, secret: `khtest${'s'.repeat(58)}` },
} as const;

const ask = (name: CallName, input: unknown) => keyhaven.door('terminal').call(name, input, { id: 'test' });
async function call<O extends CallName>(name: O, input: Input<O>): Promise<Output<O>> {
  const given = await ask(name, input);
  if (!given.ok) throw new Error(given.error.code);
  return given.value as Output<O>;
}
const codeOf = async (name: CallName, input: unknown) => {
  const given = await ask(name, input);
  return given.ok ? null : given.error.code;
};
const logged = async () =>
  (await call('audit.list', { limit: 100, filter: 'credential.' })).entries
    .reverse()
    .map(({ actor, action, subject, outcome }) => [actor, action, subject === id, outcome]);

beforeEach(async () => {
  aheadMs = 0;
  answer = true;
  asked.length = 0;
  world = await createTestWorld({
    clock: { ...systemClock, now: () => instantOf(Date.now() + aheadMs) },
    confirmation: {
      confirm: async ({ title }) => {
        asked.push(title);
        return answer;
      },
    },
  });
  keyhaven = createKeyhaven(world);
  await call('vault.create', { mode: 'keychain' });
  ({ id } = await call('credential.add', key));
}, 120_000);

afterEach(async () => {
  await keyhaven.close();
  world.remove();
});

describe('editing and removing', () => {
  it('stand in the log, each as what it is', async () => {
    await call('credential.edit', { id, label: 'Renamed' });
    await call('credential.remove', { id });
    await call('credential.restore', { id });
    expect(await codeOf('credential.restore', { id })).toBe('credential.notInBin');
    expect(await logged()).toEqual([
      ['terminal', 'credential.added', true, 'done'],
      ['terminal', 'credential.edited', true, 'done'],
      ['terminal', 'credential.removed', true, 'done'],
      ['terminal', 'credential.restored', true, 'done'],
      ['terminal', 'credential.restored', true, 'credential.notInBin'],
    ]);
    expect((await call('credential.list', {})).map(({ label }) => label)).toEqual(['Renamed']);
  });

  it('take a key out of every count and every operation', async () => {
    await call('credential.remove', { id });
    expect((await call('vault.status', {})).credentials).toBe(0);
    expect(await codeOf('credential.get', { id })).toBe('credential.unknown');
    expect(await codeOf('credential.edit', { id, label: 'x' })).toBe('credential.unknown');
    expect(await codeOf('credential.add', key)).toBe('credential.inBin');
  });

  it.each([
    ['a label of blanks', { label: '  ' }],
    ['a label that is too long', { label: 'x'.repeat(81) }],
    ['a purpose nobody knows', { purpose: 'money' }],
    ['a secret', { fields: { secret: 'kh-test' } }],
    ['twenty-one tags', { tags: Array.from({ length: 21 }, (_, n) => `t${String(n)}`) }],
  ])('refuse %s, and change nothing', async (_what, changes) => {
    const before = await call('credential.get', { id });
    expect(await codeOf('credential.edit', { id, ...changes })).toBe('argument.invalid');
    expect(await call('credential.get', { id })).toEqual(before);
  });
});

describe('what was removed a day ago', () => {
  it('is wiped at the next look at the list, and the log says that Keyhaven did it', async () => {
    await call('credential.remove', { id });
    aheadMs = dayMs;
    await call('credential.list', {});
    expect((await logged()).at(-1)).toEqual(['keyhaven', 'credential.wiped', true, 'a day in the bin']);
    expect(await codeOf('credential.add', key)).toBeNull();
  });

  it('is wiped at unlock, before anyone looks', async () => {
    await call('credential.remove', { id });
    await call('vault.lock', {});
    aheadMs = dayMs;
    await call('vault.unlock', {});
    expect((await logged()).at(-1)).toEqual(['keyhaven', 'credential.wiped', true, 'a day in the bin']);
  });
});

describe('wiping at once', () => {
  it('asks first, naming the key, and does nothing where the answer is no', async () => {
    answer = false;
    expect(await codeOf('credential.wipe', { id })).toBe('authorization.denied');
    expect(asked).toEqual(['Wipe “Grid bot” for good?']);
    expect(await call('credential.list', {})).toHaveLength(1);
  });

  it('takes a key out of the bin too', async () => {
    await call('credential.remove', { id });
    await call('credential.wipe', { id });
    expect(await call('credential.bin', {})).toEqual([]);
    expect((await logged()).at(-1)).toEqual(['terminal', 'credential.wiped', true, 'done']);
  });

  it('asks nothing about a key that is not there', async () => {
    expect(await codeOf('credential.wipe', { id: '0'.repeat(26) })).toBe('credential.unknown');
    expect(asked).toEqual([]);
  });
});

describe('practice keys', () => {
  it('that are in the bin come back with the next fill', async () => {
    const { ids } = await call('practice.fill', {});
    const first = ids[0] ?? '';
    await call('credential.remove', { id: first });
    expect((await call('practice.fill', {})).ids).toEqual(ids);
    expect((await call('credential.list', {})).map((row) => row.id)).toContain(first);
  });
});
