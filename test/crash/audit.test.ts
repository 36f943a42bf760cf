import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../core/audit/audit-log';
import { systemClock } from '../../core/base/clock';

const key = new Uint8Array(32).fill(7);
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kh-audit-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('../../core/audit/audit-log.ts', import.meta.url)),
      target: 'node20',
      outDir: join(folder, 'built'),
      emptyOutDir: true,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'log.mjs' } },
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of the log is full after a few lines, so that a writer begins many. */
const rotateAtBytes = 4000;

/** Appends without end, and says after each append which line is on disk. */
const writer = (data: string) => `
  import { createAuditLog } from ${JSON.stringify(join(folder, 'built', 'log.mjs'))};
  const clock = { now: () => new Date().toISOString(), monotonicMs: () => performance.now() };
  const log = createAuditLog({ folder: ${JSON.stringify(data)}, clock, rotateAtBytes: ${rotateAtBytes} });
  await log.open(new Uint8Array(32).fill(7), null);
  for (;;) {
    await Promise.all(Array.from({ length: 20 }, () =>
      log.append({ actor: 'window', action: 'credential.tested', subject: 'x'.repeat(150), outcome: 'done' })));
    process.stdout.write(log.head().sequence + '\\n');
  }
`;

it(
  'a writer that is killed keeps the chain, and loses no line that it called written',
  { timeout: 60_000 },
  async () => {
    const data = mkdtempSync(join(folder, 'data-'));
    let before = 0;
    for (let round = 0; round < 8; round += 1) {
      const said = await killedAfter(data, 60 + 25 * round);
      const { whole, lines } = await reopened(data);
      expect(whole).toBe(true);
      expect(lines).toBeGreaterThanOrEqual(said);
      expect(said).toBeGreaterThan(before);
      before = lines;
    }
  },
);

async function reopened(data: string) {
  const log = createAuditLog({ folder: data, clock: systemClock, rotateAtBytes });
  await log.open(key, null);
  const found = await log.verify(log.head());
  await log.close();
  return found;
}

describe('a writer that kills itself before any one call to the disk, while a file grows full and the next begins', () => {
  /** Fourteen lines, one after another, of which ten fill a file. From the eighth on every call to the disk is counted, and a written text comes in two halves. */
  const dying = (data: string, dieAt: number) => `
    import fs from 'node:fs/promises';
    import { writeSync } from 'node:fs';
    import { createAuditLog } from ${JSON.stringify(join(folder, 'built', 'log.mjs'))};
    let calls = 0;
    let lastWritten = 0;
    let counting = false;
    const step = () => {
      if (!counting) return;
      if (calls === ${dieAt}) process.kill(process.pid, 'SIGKILL');
      calls += 1;
    };
    const stepping = (call) => (...words) => { step(); return call(...words); };
    const files = { ...fs };
    for (const name of ['rename', 'lstat', 'readdir', 'unlink']) files[name] = stepping(fs[name]);
    files.open = async (...words) => {
      step();
      const file = await fs.open(...words);
      for (const name of ['sync', 'close', 'truncate', 'chmod']) file[name] = stepping(file[name].bind(file));
      const append = file.appendFile.bind(file);
      file.appendFile = async (text) => {
        const half = text.length >> 1;
        step();
        await append(text.slice(0, half));
        step();
        await append(text.slice(half));
      };
      return file;
    };
    const clock = { now: () => new Date().toISOString(), monotonicMs: () => performance.now() };
    const log = createAuditLog({ folder: ${JSON.stringify(data)}, clock, files, rotateAtBytes: ${rotateAtBytes} });
    await log.open(new Uint8Array(32).fill(7), null);
    for (let line = 1; line <= 14; line += 1) {
      counting = line >= 8;
      await log.append({ actor: 'window', action: 'credential.tested', subject: 'x'.repeat(150), outcome: 'done' });
      writeSync(1, log.head().sequence + '\\n');
    }
    process.stdout.write('calls ' + calls + '\\n');
  `;
  const run = (data: string, dieAt: number) => {
    const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', dying(data, dieAt)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = [...stdout.matchAll(/^(\d+)$/gm)].map(([number]) => Number(number));
    return { said: said.at(-1) ?? 0, calls: Number(/calls (\d+)/.exec(stdout)?.[1] ?? 0), signal };
  };

  it(
    'leaves a whole log with every line that it called written, and the log goes on',
    { timeout: 120_000 },
    async () => {
      const all = mkdtempSync(join(folder, 'data-'));
      const { calls, said } = run(all, -1);
      expect(said).toBe(14);
      expect(readdirSync(all)).toContain('audit-000000000001.log');
      let before = '';
      for (let dieAt = 0; dieAt < calls; dieAt += 1) {
        const data = mkdtempSync(join(folder, 'data-'));
        const died = run(data, dieAt);
        expect(died.signal, `call ${dieAt}`).toBe('SIGKILL');
        const names = readdirSync(data).join(' ');
        const { whole, lines } = await reopened(data);
        expect({ whole, dieAt }).toEqual({ whole: true, dieAt });
        expect(lines).toBeGreaterThanOrEqual(died.said);
        expect((await reopened(data)).whole).toBe(true);
        before += `${names}\n`;
        rmSync(data, { recursive: true });
      }
      // One of the kills fell between the two files.
      expect(before.split('\n')).toContain('audit-000000000001.log');
    },
  );
});

/** @returns the last line that the writer called written before it was killed that many ms after its first */
async function killedAfter(data: string, ms: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', writer(data)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (bytes) => (said += String(bytes)));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, ms));
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
  return Number(said.split('\n').at(-2));
}
