import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, hourMs, instantOf, secondMs } from '../base/instants';
import { systemRandomness } from '../base/random';
import { exchangeOf, fieldProblem } from '../exchanges/catalogue/catalogue';
import { createHome, passphrase, type Home } from '../vault/vault.fixture';
import type { Vault } from '../vault/vault';
import { mustTakeOneMore } from './bin';
import { credentialLimit, secretPurpose } from './record';
import { createCredentials, type AddInput } from './store';

const start = Date.parse('2026-11-24T06:00:00.000Z');
const grid: AddInput = {
  exchange: 'binance',
  label: 'Grid bot',
  account: 'main',
  purpose: 'spotBot',
  fields: { apiKey: `khtest${'k'.repeat(58)}`, secret: `khtest${'s'.repeat(58)}` },
  tags: ['bot'],
  notes: 'on the old server',
};

let home: Home;
let vault: Vault;
let nowMs: number;
const credentialsOf = (opened: Vault) =>
  createCredentials({
    vault: opened,
    clock: { now: () => instantOf(nowMs), monotonicMs: () => 0 },
    randomness: systemRandomness,
    exchanges: { exchangeOf, fieldProblem },
  });
let credentials: ReturnType<typeof credentialsOf>;

beforeEach(async () => {
  home = createHome();
  vault = home.vault();
  nowMs = start;
  await vault.create({ mode: 'passphrase', passphrase });
  credentials = credentialsOf(vault);
});

afterEach(async () => {
  await vault.lock();
  home.remove();
});

async function reopened() {
  await vault.lock();
  vault = home.vault();
  await vault.unlock({ passphrase });
  credentials = credentialsOf(vault);
}

/** The lines of secrets in every file of the data folder, whichever generation it is. */
const secretLines = () =>
  readdirSync(home.folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ name }) =>
      readFileSync(join(home.folder, name), 'latin1')
        .split('\n')
        .filter((line) => line.startsWith('secret ')),
    );

describe('a key that is removed', () => {
  it('is in no list, cannot be shown, copied or tested, and is restored as it was, also after a restart', async () => {
    const id = await credentials.add(grid);
    const before = await credentials.get(id);
    const until = await credentials.remove(id);
    await reopened();
    expect(credentials.list()).toEqual([]);
    expect(credentials.count()).toBe(0);
    expect(credentials.idsOf()).toEqual([]);
    expect(() => credentials.idsOf([id])).toThrow('credential.unknown');
    for (const asking of [credentials.get(id), credentials.field(id, 'secret'), credentials.fields(id)])
      await expect(asking).rejects.toMatchObject({ code: 'credential.unknown' });
    expect(credentials.bin()).toMatchObject([{ id, label: 'Grid bot', until }]);

    await credentials.restore(id);
    await reopened();
    expect(await credentials.get(id)).toEqual(before);
    expect(await credentials.field(id, 'secret')).toBe(grid.fields.secret);
    expect(credentials.bin()).toEqual([]);
  });

  it('is still there a second before the day is over, and then wiped in every generation', async () => {
    const id = await credentials.add(grid);
    const [line] = secretLines();
    expect(line).toBeDefined();
    await credentials.remove(id);
    nowMs = start + dayMs - secondMs;
    expect(await credentials.wipeExpired()).toEqual([]);
    expect(credentials.bin()).toHaveLength(1);
    expect(secretLines()).toContain(line);

    nowMs = start + dayMs;
    expect(credentials.bin()).toEqual([]);
    await expect(credentials.restore(id)).rejects.toMatchObject({ code: 'credential.notInBin' });
    expect(await credentials.wipeExpired()).toEqual([id]);
    expect(secretLines()).toEqual([]);
    await expect(vault.secret(id, secretPurpose('binance'))).rejects.toMatchObject({ code: 'vault.noSecret' });
    expect(await credentials.wipeExpired()).toEqual([]);
  });

  it('is not wiped while the clock is set back, nor early when it is right again', async () => {
    const id = await credentials.add(grid);
    nowMs = start - 400 * dayMs;
    const until = await credentials.remove(id);
    expect(until).toBe(instantOf(start + dayMs));
    expect(await credentials.wipeExpired()).toEqual([]);
    nowMs = start + hourMs;
    expect(await credentials.wipeExpired()).toEqual([]);
    expect(credentials.bin()).toHaveLength(1);
  });

  it('can be wiped at once, from the list and from the bin', async () => {
    const one = await credentials.add(grid);
    const other = await credentials.add({
      ...grid,
      label: 'Other',
      fields: { ...grid.fields, apiKey: 'K'.repeat(64) },
    });
    await credentials.remove(one);
    await credentials.wipe(one);
    await credentials.wipe(other);
    expect(secretLines()).toEqual([]);
    expect([credentials.list(), credentials.bin()]).toEqual([[], []]);
    await expect(credentials.wipe(one)).rejects.toMatchObject({ code: 'credential.unknown' });
  });

  it('is named when it is added again, with its id to restore it by', async () => {
    const id = await credentials.add(grid);
    await credentials.remove(id);
    const adding = credentials.add({ ...grid, label: 'Again' });
    await expect(adding).rejects.toMatchObject({ code: 'credential.inBin' });
    await expect(adding).rejects.toMatchObject({ failure: { hint: expect.stringContaining(id) as string } });
    await expect(adding).rejects.toThrow('Grid bot');
    expect(credentials.placeOfKey('binance', grid.fields.apiKey ?? '')).toEqual({ id, binned: true });
  });

  it('is unknown when it is removed again, and one that is in the list is not in the bin', async () => {
    const id = await credentials.add(grid);
    await expect(credentials.restore(id)).rejects.toMatchObject({ code: 'credential.notInBin' });
    await credentials.remove(id);
    await expect(credentials.remove(id)).rejects.toMatchObject({ code: 'credential.unknown' });
  });
});

describe('the bin and the list', () => {
  it('take no more than can be read back', () => {
    expect(() => mustTakeOneMore('The bin', credentialLimit)).toThrow('vault.tooBig');
    expect(() => mustTakeOneMore('The bin', credentialLimit - 1)).not.toThrow();
  });

  it('never hold one key twice: that is damage', async () => {
    const id = await credentials.add(grid);
    await credentials.remove(id);
    const room = vault.room('credentials') as { credentials: unknown[]; bin: { record: unknown }[] };
    await vault.save({ rooms: { credentials: { ...room, credentials: room.bin.map(({ record }) => record) } } });
    expect(() => credentialsOf(vault).list()).toThrow('vault.corrupt');
  });
});

describe('an edit', () => {
  it('changes what is named and leaves the rest, the secret first of all', async () => {
    const id = await credentials.add(grid);
    const before = await credentials.get(id);
    await credentials.edit({ id, purpose: 'tracker', notes: '' });
    await reopened();
    const after = await credentials.get(id);
    expect(after).toMatchObject({ label: 'Grid bot', account: 'main', purpose: 'tracker', tags: ['bot'], notes: '' });
    expect(after.needs).not.toEqual(before.needs);
    expect(after.fields).toEqual(before.fields);
    await credentials.edit({ id, label: 'Renamed', account: '', tags: [] });
    expect(await credentials.get(id)).toMatchObject({ label: 'Renamed', account: '', purpose: 'tracker', tags: [] });
  });

  it('of a key that is in the bin or nowhere is refused', async () => {
    const id = await credentials.add(grid);
    await credentials.remove(id);
    await expect(credentials.edit({ id, label: 'x' })).rejects.toMatchObject({ code: 'credential.unknown' });
  });
});
