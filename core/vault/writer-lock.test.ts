import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock';
import { systemRandomness } from '../base/random';
import { codeOf } from './vault.fixture';
import { takeLock, type LockWish } from '../base/lock';
import { takeWriterLock } from './writer-lock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhaven-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const take = (changes: Partial<LockWish> = {}) =>
  takeWriterLock({ folder, holder: 'a test', waitMs: 0, clock: systemClock, randomness: systemRandomness, ...changes });
const sockets = (where = folder) => readdirSync(where).filter((name) => /^vault\.(lock|claim)-/.test(name));

/** A socket as a killed holder leaves it: there, and nobody behind it. */
async function deadSocket(name: string): Promise<void> {
  const server = createServer();
  const path = join(folder, `young-${name}`);
  await new Promise<void>((done) => server.listen(path, done));
  const { renameSync } = await import('node:fs');
  renameSync(path, join(folder, name));
  await new Promise((done) => server.close(done));
}

describe('the one-writer lock', () => {
  it('goes to one at a time, and names its holder to the other', async () => {
    const lock = await take({ holder: 'the Keyhaven window (pid 12)' });
    const error = await take().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      failure: { code: 'vault.busy', message: expect.stringContaining('the Keyhaven window (pid 12)') as string },
    });
    await lock.release();
    await (await take()).release();
    expect(sockets()).toEqual([]);
  });

  it('waits as long as it was asked to', async () => {
    const lock = await take();
    const second = take({ waitMs: 10_000 });
    await lock.release();
    await (await second).release();
  });

  it('goes to one only, however many ask at once over dead sockets', async () => {
    for (let round = 0; round < 5; round += 1) {
      await deadSocket(`vault.lock-${systemRandomness.id()}`);
      await deadSocket(`vault.claim-${systemRandomness.id()}`);
      const wishes = await Promise.allSettled(Array.from({ length: 12 }, () => take()));
      const won = wishes.flatMap((wish) => (wish.status === 'fulfilled' ? [wish.value] : []));
      expect(won).toHaveLength(1);
      await won[0]?.release();
      expect(sockets()).toEqual([]);
    }
  });

  it('goes round when many wait for it, never to two', async () => {
    let holders = 0;
    let most = 0;
    const turn = async () => {
      const lock = await take({ waitMs: 15_000 });
      holders += 1;
      most = Math.max(most, holders);
      await new Promise((done) => setTimeout(done, 5));
      holders -= 1;
      await lock.release();
    };
    await Promise.all(Array.from({ length: 8 }, turn));
    expect(most).toBe(1);
  });

  it('is held by one who does not answer too', async () => {
    const name = `vault.lock-${systemRandomness.id()}`;
    const silent = createServer(() => undefined);
    await new Promise<void>((done) => silent.listen(join(folder, name), done));
    const error = await take().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: { message: expect.stringContaining('does not answer') as string } });
    expect(sockets()).toEqual([name]);
    silent.close();
  });

  it('shows of a holder’s name nothing that could steer a terminal, and not much', async () => {
    const talker = createServer((socket) => socket.end(`holding \u001b[31mred${'x'.repeat(10_000)}\n`));
    await new Promise<void>((done) => talker.listen(join(folder, `vault.lock-${systemRandomness.id()}`), done));
    const error = (await take().catch((thrown: unknown) => thrown)) as Error;
    expect(error.message).toContain('[31mred');
    expect(error.message).not.toContain('\u001b');
    expect(error.message.length).toBeLessThan(500);
    talker.close();
  });

  it('is apart from the server’s, which lies in the same folder', async () => {
    const server = await takeLock({
      name: 'server',
      folder,
      holder: 'a server',
      waitMs: 0,
      clock: systemClock,
      randomness: systemRandomness,
    });
    const lock = await take();
    expect(
      readdirSync(folder)
        .map((name) => name.split('-')[0])
        .sort(),
    ).toEqual(['server.lock', 'vault.lock']);
    await lock.release();
    await server.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves other files alone', async () => {
    const others = ['vault.lock', 'vault.lock-mine', 'vault.keyhaven'];
    for (const name of others) writeFileSync(join(folder, name), 'x');
    await (await take()).release();
    expect(readdirSync(folder).sort()).toEqual([...others].sort());
  });

  it.each(['linux', 'darwin'] as const)(
    'works in a folder whose path is longer than a socket’s may be (%s)',
    async (platform) => {
      const deep = join(folder, 'd'.repeat(120));
      mkdirSync(deep);
      const lock = await take({ folder: deep, platform });
      expect(await codeOf(take({ folder: deep, platform }))).toBe('vault.busy');
      const other = `${deep}-other`;
      mkdirSync(other);
      await (await take({ folder: other, platform })).release();
      await lock.release();
      await (await take({ folder: deep, platform })).release();
      expect([...sockets(deep), ...sockets(other)]).toEqual([]);
    },
  );
});
