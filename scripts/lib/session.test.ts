import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processesMarked } from './processes.mjs';
import { onPath } from './run.mjs';
import { runInSession } from './session.mjs';

const possible = process.platform === 'linux' && onPath('dbus-run-session');

/** What a shell script says in a session, and how it ended. */
async function shell(script: string, options: { keyring?: boolean; timeoutMs?: number; results?: string } = {}) {
  let output = '';
  const ended = await runInSession({ command: ['sh', '-c', script], onOutput: (text) => (output += text), ...options });
  return { ...ended, output: output.trim() };
}

/** Marks of sessions on all processes now running. */
const marked = (id: string) => processesMarked('KEYHAVEN_SESSION', id);

describe.skipIf(!possible)('a session (needs dbus-run-session)', () => {
  it('is never run as root', async () => {
    expect((await shell('id -u')).output).not.toBe('0');
  });

  it('has a home and a runtime folder of its own, closed to others, and removes them at its end', async () => {
    const { output } = await shell('stat -c "%a %n" "$HOME" "$XDG_RUNTIME_DIR"');
    const folders = output.split('\n').map((line) => line.split(' '));
    expect(folders.map(([mode]) => mode)).toEqual(['700', '700']);
    for (const [, folder = ''] of folders) expect(existsSync(folder)).toBe(false);
  });

  it('does not see what stands in our own environment', async () => {
    process.env.KH_TEST_PRIVATE = 'kh-test-private';
    try {
      expect((await shell('env')).output).not.toContain('kh-test-private');
    } finally {
      delete process.env.KH_TEST_PRIVATE;
    }
  });

  it("answers with the program's own exit code", async () => {
    expect(await shell('exit 7')).toMatchObject({ code: 7, timedOut: false });
  });

  it('leaves no process, not even a daemon that cut itself loose', async () => {
    const { output } = await shell('setsid sleep 60 >/dev/null 2>&1 </dev/null & echo "$KEYHAVEN_SESSION"');
    expect(output).toMatch(/^[0-9a-f-]{36}$/);
    expect(marked(output)).toEqual([]);
  });

  it('ends with all its processes when its time is over', async () => {
    const ended = await shell('echo "$KEYHAVEN_SESSION"; sleep 60', { timeoutMs: 1500 });
    expect(ended).toMatchObject({ code: 124, timedOut: true });
    expect(marked(ended.output)).toEqual([]);
  });

  it('hands over the files that the program left as results, and no links', async () => {
    const results = mkdtempSync(join(tmpdir(), 'kh-results-'));
    await shell('cd "$KEYHAVEN_RESULTS" && mkdir a && echo picture > a/b && ln -s /etc/passwd link', { results });
    expect(readFileSync(join(results, 'a', 'b'), 'utf8')).toBe('picture\n');
    expect(readdirSync(results)).toEqual(['a']);
    rmSync(results, { recursive: true });
  });

  it.skipIf(!onPath('gnome-keyring-daemon'))('keeps a secret in its keyring (needs gnome-keyring)', async () => {
    const keep = `const k = require('keytar');
      k.setPassword('kh-test', 'a', 'kh-test-secret').then(() => k.getPassword('kh-test', 'a')).then(console.log)`;
    let output = '';
    await runInSession({ command: ['node', '-e', keep], keyring: true, onOutput: (text) => (output += text) });
    expect(output.trim()).toBe('kh-test-secret');
  });
});
