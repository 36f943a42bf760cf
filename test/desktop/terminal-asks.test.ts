import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../renderer/texts';
import { appArguments } from '../../scripts/lib/runtime.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { environment, newHome, onRuntime, picture, runtime, startApp, type App } from './support/app';
import { pasted, presses, windowTitles } from './support/desktop';
import { personAt } from './support/person';

/** The real app and the real terminal on one vault: one serves, the other asks, and a person says yes or no. */

const passphrase = 'kh-test-passphrase of four words';
const t = texts.approval;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** `keyhaven …` in a terminal that nobody sits at: without one of its own, and in a session of its own. */
function keyhaven(home: string, ...words: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [inRoot('out', 'cli', 'cli.js'), ...words], {
    env: environment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  return { child, ended: new Promise((resolve) => child.once('exit', (code) => resolve({ code, output }))) };
}

describe(`a command in a terminal while the app runs, ${onRuntime}`, () => {
  let app: App;
  let person: ReturnType<typeof personAt>;
  let label: string;
  const run = (...words: string[]) => keyhaven(app.home, ...words).ended;

  beforeAll(async () => {
    app = await startApp();
    person = personAt(app.page);
    await person.confirmsCode(await person.makesVault('passphrase', passphrase));
    await person.press(texts.firstRun.begin.practice.action);
    await app.page.getByRole('grid').waitFor();
    label = (await person.keys())[0]?.label ?? '';
  });
  afterAll(() => app.quit());
  // A person's own copy is no longer on the clipboard when the next test looks.
  afterEach(() => app.electron.evaluate(({ clipboard }) => clipboard.clear()));

  it('is answered by the app, which holds the vault', async () => {
    const { code, output } = await run('list', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(output) as unknown[]).length).toBe((await person.keys()).length);
  });

  it('is shown in the window by its program before a secret leaves, and gets it after a yes', async () => {
    const copying = run('copy', label);
    await app.page.getByRole('heading', { name: t.title }).waitFor();
    const shown = await app.page.getByRole('alertdialog', { name: t.title }).innerText();
    for (const text of ['cli.js', process.execPath, label, t.hint, t.honest]) expect(shown).toContain(text);
    expect(pasted()).toBe('');
    await picture(app.page, 'approval');
    await person.type(t.passphrase, passphrase);
    await person.press(t.allow);
    expect(await copying).toMatchObject({ code: 0 });
    expect(pasted()).not.toBe('');
  });

  it('gets nothing after a no', async () => {
    const copying = run('copy', label);
    await app.page.getByRole('heading', { name: t.title }).waitFor();
    await person.press(t.refuse);
    const { code, output } = await copying;
    expect(code).not.toBe(0);
    expect(output).toContain('authorization.denied');
    expect(pasted()).toBe('');
  });

  it('that is ended while it waits takes its question with it', async () => {
    const { child, ended } = keyhaven(app.home, 'copy', label);
    await app.page.getByRole('heading', { name: t.title }).waitFor();
    child.kill('SIGINT');
    await ended;
    await expect.poll(() => app.page.getByRole('heading', { name: t.title }).count()).toBe(0);
  });

  it('changes what the window shows', async () => {
    expect(await run('edit', label, '--label', 'kh-test renamed')).toMatchObject({ code: 0 });
    await person.sees('kh-test renamed');
    expect(await run('edit', 'kh-test renamed', '--label', label)).toMatchObject({ code: 0 });
    await person.sees(label);
  });

  it('locks the window, gets nothing from a locked one, and unlocks it with its passphrase', async () => {
    expect(await run('lock')).toMatchObject({ code: 0 });
    await app.page.getByRole('heading', { name: texts.lock.title }).waitFor();
    const listing = await run('list');
    expect(listing.code).not.toBe(0);
    expect(listing.output).toContain('vault.locked');
    await person.unlocks(passphrase);
    await person.sees(label);
  });

  it('ends the app, which leaves no socket and no key behind', async () => {
    const key = join(app.home, 'control.json');
    expect(existsSync(key)).toBe(true);
    const ended = new Promise((resolve) => app.electron.process().once('exit', resolve));
    expect(await run('stop')).toMatchObject({ code: 0 });
    await ended;
    expect(existsSync(key)).toBe(false);
    const listing = await run('list');
    expect(listing.output).toContain('authorization.noTerminal');
    // For the end of this group.
    app = await startApp(app.home);
  });
});

describe(`an app that meets \`keyhaven serve\`, ${onRuntime}`, () => {
  it('says who has the vault, and takes over when a person wants it', async () => {
    const home = newHome();
    const first = await startApp(home);
    const person = personAt(first.page);
    await person.confirmsCode(await person.makesVault('keychain'));
    await first.quit();

    const serving = keyhaven(home, 'serve');
    await expect.poll(() => existsSync(join(home, 'control.json'))).toBe(true);
    const starting = spawn(runtime.executable, appArguments(runtime), { env: environment(home), stdio: 'ignore' });
    try {
      // The box has no window above it, and its first button is the one that Return presses.
      await expect.poll(() => windowTitles().includes('Keyhaven')).toBe(true);
      presses('Return');
      expect(await serving.ended).toMatchObject({ code: 0 });
      await expect.poll(async () => (await keyhaven(home, 'status', '--json').ended).output).toContain('"locked"');
      expect((await keyhaven(home, 'stop').ended).code).toBe(0);
    } finally {
      starting.kill('SIGKILL');
      serving.child.kill('SIGKILL');
    }
  });
});
