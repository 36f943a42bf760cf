import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startPractice } from './practice';
import { takeLock } from './lock';
import { askBinance, askOkx, cleanUp, type Key, openSite, temporaryFolder } from './testkit';
import { Trouble } from './trouble';

afterEach(cleanUp);

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
  } catch (error) {
    return error instanceof Trouble ? error.code : String(error);
  }
  return 'none';
};

describe('the state of a practice exchange', () => {
  it('survives the end: the same address, secret and keys, and the last use of each', async () => {
    const first = await openSite();
    const keys = (await first.control('POST', '/keyhaven/fill')).json.keys as Key[];
    const [healthy, canWithdraw] = keys as [Key, Key];
    await askOkx(first.address, '/api/v5/account/config', canWithdraw);
    await first.stop();
    const second = await openSite(first.folder);
    expect(second.address).toBe(first.address);
    expect((await askBinance(second.address, '/api/v3/account', healthy)).status).toBe(200);
    expect((await second.control('POST', '/keyhaven/fill')).json.keys).toEqual(keys);
    const listed = (await second.control('GET', '/keyhaven/keys')).json.keys as {
      apiKey: string;
      lastUsedAt: string | null;
    }[];
    expect(listed.find(({ apiKey }) => apiKey === canWithdraw.apiKey)?.lastUsedAt).not.toBeNull();
  });

  it('is readable by its owner alone', async () => {
    const { folder } = await openSite();
    for (const name of ['state.json', 'server.json']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    const parent = temporaryFolder();
    const practice = await startPractice(join(parent, 'made'));
    expect(statSync(join(parent, 'made')).mode & 0o777).toBe(0o700);
    await practice.stop();
  });

  it('moves to another port when the old one is taken, and keeps that one', async () => {
    const first = await openSite();
    await first.stop();
    const squatter = createServer().listen(Number(new URL(first.address).port), '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const second = await openSite(first.folder);
    expect(second.address).not.toBe(first.address);
    await second.stop();
    await new Promise((resolve) => squatter.close(resolve));
    expect((await openSite(first.folder)).address).toBe(second.address);
  });

  it.each([
    ['cut', (text: string) => text.slice(0, text.length / 2), 'practice.stateCorrupt'],
    ['empty', () => '', 'practice.stateCorrupt'],
    ['of another shape', (text: string) => text.replace('"keys"', '"kezs"'), 'practice.stateCorrupt'],
    ['of a newer format', (text: string) => text.replace('"format": 1', '"format": 2'), 'practice.stateNewer'],
  ])('is reported and left as it is when it is %s', async (_how, damage, code) => {
    const { folder, stop } = await openSite();
    await stop();
    const path = join(folder, 'state.json');
    const damaged = damage(readFileSync(path, 'utf8'));
    writeFileSync(path, damaged);
    expect(await codeOf(startPractice(folder))).toBe(code);
    expect(readFileSync(path, 'utf8')).toBe(damaged);
    expect(existsSync(join(folder, 'server.json'))).toBe(false);
  });

  it('is left alone, on disk and in memory, by a key that could not be written', async () => {
    const site = await openSite();
    const path = join(site.folder, 'state.json');
    rmSync(path);
    mkdirSync(join(path, 'in the way'), { recursive: true });
    const refused = await site.control('POST', '/keyhaven/keys', { style: 'okx', label: 'kh-test' });
    expect(refused).toMatchObject({ status: 500, json: { error: { code: 'practice.folderUnusable' } } });
    expect((await site.control('GET', '/keyhaven/keys')).json).toEqual({ keys: [] });
    rmSync(path, { recursive: true });
    await site.makeKey({ style: 'okx', label: 'kh-test' });
    expect((await site.control('GET', '/keyhaven/keys')).json.keys).toHaveLength(1);
  });

  it('is not mixed with what a killed write left behind', async () => {
    const { folder, stop } = await openSite();
    await stop();
    writeFileSync(join(folder, 'state.json.4711.tmp'), '{');
    await openSite(folder);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says so when the folder is a file', async () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    expect(await codeOf(startPractice(path))).toBe('practice.folderUnusable');
    expect(await codeOf(startPractice('relative'))).toBe('practice.folderUnset');
  });
});

describe('a folder', () => {
  it('has one practice exchange, also when it is named by another path', async () => {
    const { folder } = await openSite();
    const alias = join(temporaryFolder(), 'alias');
    symlinkSync(folder, alias);
    expect(await codeOf(startPractice(folder))).toBe('practice.held');
    expect(await codeOf(startPractice(alias))).toBe('practice.held');
    expect(existsSync(join(folder, 'server.json'))).toBe(true);
  });

  it('has one also when its name is too long for a socket', async () => {
    const folder = join(temporaryFolder(), 'long'.repeat(30));
    mkdirSync(folder);
    const site = await openSite(folder);
    expect(await codeOf(startPractice(folder))).toBe('practice.held');
    await site.stop();
    await openSite(folder);
  });

  it('is free again after the end', async () => {
    const { folder, stop } = await openSite();
    await stop();
    expect(readdirSync(folder)).toEqual(['state.json']);
    await openSite(folder);
  });

  it('is free again when the socket of a dead holder lies there', async () => {
    const folder = temporaryFolder();
    const holder = spawn(process.execPath, [
      '-e',
      `require('node:net').createServer().listen(${JSON.stringify(join(folder, 'lock.sock'))}, () => process.kill(process.pid, 'SIGKILL'))`,
    ]);
    await new Promise((resolve) => holder.once('exit', resolve));
    expect(existsSync(join(folder, 'lock.sock'))).toBe(true);
    const lock = await takeLock(folder);
    await lock.release();
  });
});
