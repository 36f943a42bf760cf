import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, askBinance, atEnd, cleanUp, siteAt, temporaryFolder, type Key, type Site } from './testkit';

afterEach(cleanUp);

let bundle = '';

/** The process is tried as it is shipped: bundled into one CommonJS file. */
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'kh-practice-bundle-'));
  const config = join(folder, 'vite.config.mjs');
  const output = { format: 'cjs', entryFileNames: 'practice.cjs' };
  const build = { ssr: join(__dirname, 'main.ts'), outDir: folder, target: 'node16', rolldownOptions: { output } };
  writeFileSync(config, `export default ${JSON.stringify({ ssr: { noExternal: true }, build, logLevel: 'error' })}`);
  const vite = join(__dirname, '../node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--config', config, '--emptyOutDir', 'false']);
  bundle = join(folder, 'practice.cjs');
}, 60_000);

afterAll(() => {
  rmSync(join(bundle, '..'), { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  ended: Promise<{ code: number | null; signal: string | null }>;
  output: { text: string; errors: string };
}

/** A forked child whose channel was cut here never says `close`, only `exit`. */
function watch(child: ChildProcess, end: 'close' | 'exit' = 'close'): Running {
  const output = { text: '', errors: '' };
  child.stdout?.on('data', (bytes: Buffer) => (output.text += bytes.toString()));
  child.stderr?.on('data', (bytes: Buffer) => (output.errors += bytes.toString()));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once(end, (code: number | null, signal: string | null) => resolve({ code, signal })),
  );
  atEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, output };
}

function start(folder: string): Running {
  return watch(spawn(process.execPath, [bundle], { env: { ...process.env, KEYHAVEN_PRACTICE_FOLDER: folder } }));
}

async function ready({ child, output }: Running): Promise<void> {
  while (!output.text.includes('ready\n')) {
    if (child.exitCode !== null) throw new Error(`ended early: ${output.errors}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function readAnnouncement(folder: string): { address: string; secret: string; pid: number } {
  return JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as {
    address: string;
    secret: string;
    pid: number;
  };
}

function siteOf(folder: string): Pick<Site, 'address' | 'control' | 'makeKey'> {
  const { address, secret } = readAnnouncement(folder);
  return siteAt(address, secret);
}

describe('the process of the practice exchange', () => {
  it('announces itself in a file, says ready, and says no secret', async () => {
    const folder = temporaryFolder();
    const running = start(folder);
    await ready(running);
    const { address, secret, pid } = readAnnouncement(folder);
    expect(pid).toBe(running.child.pid);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(running.output).toEqual({ text: 'ready\n', errors: '' });
    const nonce = 'ab'.repeat(32);
    const { json } = await ask(address, '/keyhaven/challenge', { method: 'POST', body: JSON.stringify({ nonce }) });
    expect(json.proof).toBe(createHmac('sha256', secret).update(`keyhaven-practice-server\n${nonce}`).digest('hex'));
  });

  it('is the only one for its folder: the second says who is there and ends with 3', async () => {
    const folder = temporaryFolder();
    const first = start(folder);
    await ready(first);
    const second = start(folder);
    expect(await second.ended).toEqual({ code: 3, signal: null });
    expect(JSON.parse(second.output.errors)).toMatchObject({ error: 'practice.held', pid: first.child.pid });
    expect((await ask(siteOf(folder).address, '/api/v3/time')).status).toBe(200);
  });

  it('is one even when six start at once', async () => {
    const folder = temporaryFolder();
    const all = Array.from({ length: 6 }, () => start(folder));
    const codes: (number | null)[] = [];
    for (const { ended } of all) void ended.then(({ code }) => codes.push(code));
    while (codes.length < 5) await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.any(all.map(ready));
    expect(codes).toEqual([3, 3, 3, 3, 3]);
    expect((await ask(siteOf(folder).address, '/api/v3/time')).status).toBe(200);
  });

  it('killed without warning, starts again with the same keys at the same address', async () => {
    const folder = temporaryFolder();
    const first = start(folder);
    await ready(first);
    const before = siteOf(folder);
    const keys = (await before.control('POST', '/keyhaven/fill')).json.keys as Key[];
    first.child.kill('SIGKILL');
    expect((await first.ended).signal).toBe('SIGKILL');
    const second = start(folder);
    await ready(second);
    const after = siteOf(folder);
    expect(after.address).toBe(before.address);
    expect((await after.control('POST', '/keyhaven/fill')).json.keys).toEqual(keys);
    expect((await askBinance(after.address, '/api/v3/account', keys[0]!)).status).toBe(200);
  });

  it('reports a damaged state, leaves it alone and ends with 4', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'state.json'), '{"format":1,"secret":"kh-test-damaged');
    const running = start(folder);
    expect((await running.ended).code).toBe(4);
    expect(JSON.parse(running.output.errors)).toMatchObject({ error: 'practice.stateCorrupt' });
    expect(running.output.errors).not.toContain('kh-test');
    expect(readFileSync(join(folder, 'state.json'), 'utf8')).toBe('{"format":1,"secret":"kh-test-damaged');
  });

  it('ends with 2 when no folder is named', async () => {
    const running = start('');
    expect((await running.ended).code).toBe(2);
    expect(JSON.parse(running.output.errors)).toMatchObject({ error: 'practice.folderUnset' });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s, also with an answer under way', async (signal) => {
    const folder = temporaryFolder();
    const running = start(folder);
    await ready(running);
    const site = siteOf(folder);
    await site.control('POST', '/keyhaven/faults', { style: 'all', faults: { slow: { ms: 60_000 } } });
    const cut = expect(ask(site.address, '/api/v3/time')).rejects.toThrow();
    while ((await site.control('GET', '/keyhaven/status')).json.requests !== 1);
    running.child.kill(signal);
    expect(await running.ended).toEqual({ code: 0, signal: null });
    await cut;
    expect(existsSync(join(folder, 'server.json'))).toBe(false);
  });

  it('ends cleanly when a control call says so', async () => {
    const folder = temporaryFolder();
    const running = start(folder);
    await ready(running);
    expect((await siteOf(folder).control('POST', '/keyhaven/stop')).json).toEqual({ stopping: true });
    expect((await running.ended).code).toBe(0);
    expect(existsSync(join(folder, 'server.json'))).toBe(false);
  });

  it.each([
    ['is gone', (child: ChildProcess) => child.disconnect()],
    ['says stop', (child: ChildProcess) => child.send({ type: 'stop' })],
  ])('forked, says ready to its parent, and ends when the parent %s', async (_how, act) => {
    const env = { ...process.env, KEYHAVEN_PRACTICE_FOLDER: temporaryFolder() };
    const running = watch(fork(bundle, { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }), 'exit');
    const message = await new Promise((resolve) => running.child.once('message', resolve));
    expect(message).toEqual({ type: 'ready' });
    act(running.child);
    expect(await running.ended).toEqual({ code: 0, signal: null });
  });
});
