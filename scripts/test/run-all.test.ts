import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inRoot } from '../lib/paths.mjs';
import { readState } from './long-state.mjs';

/** Two lanes side by side and one after them, each a program that writes its name down and waits while told to. */
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-lanes-'));
  writeFileSync(at('ran'), '');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const at = (name: string) => join(folder, name);
const ran = () => readFileSync(at('ran'), 'utf8').split('\n').filter(Boolean);

const lane = (name: string, program = '') => ({
  name,
  needs: 'nothing',
  here: true,
  command: [
    process.execPath,
    '-e',
    `const fs = require('fs');
     fs.appendFileSync(${JSON.stringify(at('ran'))}, '${name}\\n');
     ${program}
     const poll = () => fs.existsSync(${JSON.stringify(at(`hold-${name}`))}) ? setTimeout(poll, 20) : undefined;
     poll();`,
  ],
});

/** The runner in a process of its own, as a person starts it. */
function start(lanes: readonly ReturnType<typeof lane>[], { long = true, fresh = false, print = 'same' } = {}) {
  const longWish = `{
    stateFile: ${JSON.stringify(at('state.json'))},
    print: () => ${JSON.stringify(print)},
    fresh: ${String(fresh)},
    finish: (done) => fs.writeFileSync(${JSON.stringify(at('page'))}, Object.keys(done).sort().join(' ')),
  }`;
  const program = `
    import fs from 'node:fs';
    import { runAll } from ${JSON.stringify(inRoot('scripts', 'test', 'run-all.mjs'))};
    process.exitCode = await runAll({ lanes: ${JSON.stringify(lanes)}, promises: {}, long: ${long ? longWish : 'null'} });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  const ended = new Promise<{ code: number | null; lastLine: string }>((done) => {
    child.once('close', (code) => {
      done({ code, lastLine: output.trim().split('\n').at(-1) ?? '' });
    });
  });
  return { child, ended };
}

async function until(what: () => boolean) {
  while (!what()) await wait(10);
}
const doneLanes = () => Object.keys(readState(at('state.json'))?.lanes ?? {});

/** Kills the runner while the third lane holds, after the first two are done. */
async function killedInTheThird(kill: (child: ChildProcess) => void) {
  writeFileSync(at('hold-three'), '');
  const { child, ended } = start([lane('one'), lane('two'), lane('three')]);
  await until(() => ran().includes('three') && doneLanes().length === 2);
  kill(child);
  await ended;
  rmSync(at('hold-three'));
  writeFileSync(at('ran'), '');
}

describe('a long run that is stopped', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'by %s goes on with the lanes that are not done',
    async (signal) => {
      await killedInTheThird((child) => child.kill(signal));
      expect(existsSync(at('page'))).toBe(false);
      const { code, lastLine } = await start([lane('one'), lane('two'), lane('three')]).ended;
      expect(ran()).toEqual(['three']);
      // The lanes of before count too, and are on the page.
      expect({ code, lastLine }).toEqual({ code: 0, lastLine: '3 passed, 0 failed, 0 skipped' });
      expect(readFileSync(at('page'), 'utf8')).toBe('one three two');
    },
  );

  it.each([
    ['the sources are others', { print: 'others' }],
    ['it is told to', { fresh: true }],
  ])('begins anew where %s', async (_name, how) => {
    await killedInTheThird((child) => child.kill('SIGTERM'));
    await start([lane('one'), lane('two'), lane('three')], how).ended;
    expect(ran().sort()).toEqual(['one', 'three', 'two']);
  });

  it('leaves no process of the lane that ran, when Ctrl-C stopped it', async () => {
    writeFileSync(at('hold-two'), '');
    const note = `fs.writeFileSync(${JSON.stringify(at('pid'))}, String(process.pid));`;
    const { child, ended } = start([lane('one'), lane('two', note)]);
    await until(() => existsSync(at('pid')) && readFileSync(at('pid'), 'utf8') !== '');
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const pid = Number(readFileSync(at('pid'), 'utf8'));
    await until(() => {
      try {
        return !process.kill(pid, 0);
      } catch {
        return true;
      }
    });
  });
});

describe('a run', () => {
  it('runs a lane again that failed, in the next long run', async () => {
    const broken = [lane('one'), lane('two', 'process.exit(1);')];
    expect(await start(broken).ended).toEqual({ code: 1, lastLine: '1 passed, 1 failed, 0 skipped' });
    writeFileSync(at('ran'), '');
    expect(await start([lane('one'), lane('two')]).ended).toEqual({
      code: 0,
      lastLine: '2 passed, 0 failed, 0 skipped',
    });
    expect(ran()).toEqual(['two']);
  });

  it('that is short keeps nothing and writes no page', async () => {
    await start([lane('one')], { long: false }).ended;
    expect(existsSync(at('state.json')) || existsSync(at('page'))).toBe(false);
  });
});
