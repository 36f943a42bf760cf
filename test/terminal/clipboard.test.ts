import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
let server: ChildProcess;
let env: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kh-clipboard-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('clipboard-driver.ts', import.meta.url)),
      target: 'node20',
      outDir: join(folder, 'built'),
      emptyOutDir: true,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'driver.mjs' } },
    },
  });
  // Xvfb finds a free display itself and names it on the descriptor.
  server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '64x64x8'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    (server.stdio[3] as Readable).once('data', (name) => resolve(String(name).trim()));
    server.once('error', reject);
  });
  env = { PATH: process.env.PATH ?? '', HOME: folder, DISPLAY: `:${display}` };
});

afterAll(async () => {
  // Whoever holds a selection ends with its display.
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await gone;
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  xclip('-in');
});

/** Standard output goes nowhere when copying: the process that stays with the selection would hold it open. */
function xclip(way: '-in' | '-out', input = ''): string {
  const stdio = ['pipe', way === '-in' ? 'ignore' : 'pipe', 'ignore'] as const;
  const words = ['-selection', 'clipboard', way];
  return spawnSync('xclip', words, { env, input, stdio: [...stdio], encoding: 'utf8' }).stdout;
}

async function terminal(words: string[], secret = '', environment = env): Promise<string> {
  const child = spawn(process.execPath, [join(folder, 'built', 'driver.mjs'), ...words], {
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end(secret);
  const [answer] = await Promise.all([text(child.stdout), ended]);
  return answer;
}

const aSecret = () => `kh-test-secret-${String(Math.random()).slice(2)} ü\n “quoted”`;

async function within(ms: number, holds: () => boolean): Promise<boolean> {
  const end = performance.now() + ms;
  while (!holds() && performance.now() < end) await delay(50);
  return holds();
}

const processes = () => readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
/** The processes that wait to clear this test's clipboard. */
const clearers = () => processes().filter((pid) => partOf(pid, 'cmdline').includes(join(folder, 'built')));

function partOf(pid: string, part: 'environ' | 'cmdline' | 'maps'): string {
  try {
    return readFileSync(join('/proc', pid, part), 'utf8');
  } catch {
    return '';
  }
}

describe('a secret copied in the terminal', () => {
  it('is on the clipboard when the command has ended, and gone when its time is over', async () => {
    const secret = aSecret();
    expect(await terminal(['copy', '1500'], secret)).toBe('copied');
    expect(xclip('-out')).toBe(secret);
    expect(await within(10_000, () => xclip('-out') === '')).toBe(true);
    expect(await within(5000, () => clearers().length === 0)).toBe(true);
  });

  it('is not what gets cleared when something else was copied meanwhile', async () => {
    // Long enough that a busy machine copies the list before the time is over.
    await terminal(['copy', '4000'], aSecret());
    xclip('-in', 'a shopping list');
    expect(clearers()).toHaveLength(1);
    expect(await within(10_000, () => clearers().length === 0)).toBe(true);
    expect(xclip('-out')).toBe('a shopping list');
  });

  it('stands in no command line and no environment, and the waiting process does not hold it', async () => {
    const secret = `kh-test-canary-${String(Math.random()).slice(2)}`;
    await terminal(['copy', '5000'], secret);
    const [clearer = ''] = clearers();
    expect(clearer).not.toBe('');
    for (const pid of processes()) {
      expect(partOf(pid, 'cmdline') + partOf(pid, 'environ')).not.toContain(secret);
    }
    // The search must be able to find: the script's own path is in that memory.
    expect(memoryHolds(clearer, 'driver.mjs')).toBe(true);
    expect(memoryHolds(clearer, secret)).toBe(false);
    process.kill(Number(clearer), 'SIGTERM');
  });
});

describe('the terminal’s clipboard', () => {
  it('reads what another program copied, and nothing where there is nothing', async () => {
    expect(await terminal(['read'])).toBe('');
    xclip('-in', 'kh-test-pasted\nsecond line');
    expect(await terminal(['read'])).toBe('kh-test-pasted\nsecond line');
  });

  it('says so where there is no display', async () => {
    const { DISPLAY: _, ...without } = env;
    expect(await terminal(['copy', '1000'], aSecret(), without)).toBe('clipboard.noDisplay');
    expect(await terminal(['read'], '', without)).toBe('clipboard.noDisplay');
  });

  it('says so where no tool is installed', async () => {
    expect(await terminal(['copy', '1000'], aSecret(), { ...env, PATH: folder })).toBe('clipboard.noTool');
  });

  it('says so where the display is gone, and leaves no process waiting', async () => {
    expect(await terminal(['copy', '60000'], aSecret(), { ...env, DISPLAY: ':4095' })).toBe('clipboard.failed');
    expect(await within(2000, () => clearers().length === 0)).toBe(true);
  });
});

function memoryHolds(pid: string, wanted: string): boolean {
  const memory = openSync(join('/proc', pid, 'mem'), 'r');
  try {
    return writableRanges(pid).some(([from, to]) => {
      const bytes = Buffer.alloc(to - from);
      try {
        readSync(memory, bytes, 0, bytes.length, from);
      } catch {
        return false;
      }
      return bytes.includes(wanted) || bytes.includes(Buffer.from(wanted, 'utf16le'));
    });
  } finally {
    closeSync(memory);
  }
}

function writableRanges(pid: string): [from: number, to: number][] {
  return Array.from(
    partOf(pid, 'maps').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm),
    ([, from = '', to = '']): [number, number] => [parseInt(from, 16), parseInt(to, 16)],
  ).filter(([from, to]) => Number.isSafeInteger(from) && to - from < 2 ** 28);
}
