import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { askingProgram } from './asking-program';

const folder = mkdtempSync(join(tmpdir(), 'kh-asking-'));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const onLinux = process.platform === 'linux';
const asRoot = onLinux && process.getuid?.() === 0;

/** A child that has come as far as to say so. */
async function started(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  children.push(child);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child.pid ?? 0;
}

const program = (name: string, text: string) => {
  writeFileSync(join(folder, name), text, { mode: 0o755 });
  return name;
};

describe.runIf(onLinux)('a program that asks', () => {
  it('is named by the file it runs, with who started it, the nearest first', async () => {
    const pid = await started('/bin/sh', ['-c', 'echo up; exec sleep 60']);
    // What the shell says, it says before it becomes the program.
    await expect.poll(() => askingProgram(pid, 'linux')?.path).toMatch(/\/sleep$|\/coreutils$|\/busybox$/);
    const found = askingProgram(pid, 'linux');
    expect(found?.parents[0]).toMatchObject({ pid: process.pid, path: process.execPath });
    expect(found?.parents.length).toBeLessThanOrEqual(8);
    expect(found?.parents.map(({ pid }) => pid)).not.toContain(1);
  });

  it('is named by its script where an interpreter runs one, also from a path beside it', async () => {
    const script = program('grid-bot.cjs', 'console.log("up"); setInterval(() => {}, 1000);');
    for (const path of [script, join(folder, script)]) {
      const found = askingProgram(await started(process.execPath, [path, '--secret', 'kh-test-secret']), 'linux');
      expect(found).toMatchObject({ name: 'grid-bot.cjs', path: process.execPath });
      expect(JSON.stringify(found)).not.toContain('kh-test-secret');
    }
  });

  it('tells nothing else of its arguments: they may hold secrets', async () => {
    const pid = await started(process.execPath, [
      '-e',
      'console.log("up"); setInterval(() => {}, 1000)',
      'kh-test-secret',
    ]);
    const found = askingProgram(pid, 'linux');
    expect(found?.name).toBe(basename(process.execPath));
    expect(JSON.stringify(found)).not.toContain('kh-test-secret');
    // A file that is there, but of a program that interprets nothing.
    const shell = await started('/bin/sh', ['-c', 'echo up; exec tail -f grid-bot.cjs']);
    await expect.poll(() => askingProgram(shell, 'linux')?.path).toMatch(/\/tail$|\/coreutils$|\/busybox$/);
    expect(askingProgram(shell, 'linux')?.name).not.toBe('grid-bot.cjs');
  });

  it('cannot steer a screen by its name', async () => {
    const name = 'evil\u001b[31m\u202ename';
    copyFileSync('/bin/sleep', join(folder, name));
    const pid = await started('/bin/sh', ['-c', 'chmod +x "$0"; echo up; exec "$0" 60', `./${name}`]);
    await expect.poll(() => askingProgram(pid, 'linux')?.name).toBe('evil[31mname');
    expect(JSON.stringify(askingProgram(pid, 'linux'))).not.toMatch(/\\u001b|\u202e/);
  });

  it('is nobody where its process is not there', async () => {
    expect(askingProgram(2 ** 22 + 1, 'linux')).toBeNull();
    expect(askingProgram(Number.MAX_SAFE_INTEGER, 'linux')).toBeNull();
  });

  it.runIf(asRoot)('is nobody where it is another user’s (only root can start one)', async () => {
    const pid = await started('setpriv', [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      'sh',
      '-c',
      'echo up; exec sleep 60',
    ]);
    expect(askingProgram(pid, 'linux')).toBeNull();
  });
});

describe('where the system tells nothing', () => {
  it('a program is its process id', async () => {
    expect(askingProgram(12, 'darwin')).toEqual({ pid: 12, name: 'a program', path: null, parents: [] });
  });
});
