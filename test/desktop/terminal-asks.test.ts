import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Issued } from '../../core/contract/tokens';
import { texts } from '../../renderer/texts';
import { appArguments } from '../../scripts/lib/runtime.mjs';
import { environment, newHome, onRuntime, picture, runtime, startApp, type App } from './support/app';
import { pasted, presses, windowTitles } from './support/desktop';
import { personAt } from './support/person';
import { keyhaven } from './support/terminal';

/** The real app and the real terminal on one vault: one serves, the other asks, and a person says yes or no. */

const passphrase = 'kh-test-passphrase of four words';
const t = texts.approval;

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

  it('goes on with its tokens, each at its address, once its vault is open', async () => {
    const home = newHome();
    const folder = mkdtempSync(join(tmpdir(), 'kh-own-'));
    const [secretFile, policyFile] = [join(folder, 'passphrase'), join(folder, 'policy')];
    writeFileSync(secretFile, passphrase, { mode: 0o600 });
    writeFileSync(policyFile, 'on binance\nallow read.account\n');
    const run = (...words: string[]) => keyhaven(home, ...words, '--passphrase-file', secretFile).ended;
    const first = await startApp(home);
    const person = personAt(first.page);
    await person.confirmsCode(await person.makesVault('passphrase', passphrase));
    await person.fillsFromPractice();
    await first.quit();

    const serving = keyhaven(home, 'serve', '--passphrase-file', secretFile);
    try {
      await expect.poll(async () => (await run('status', '--json')).output).toContain('"open"');
      const made = await run('token', 'new', '--credential', 'Grid bot', '--policy', policyFile, '--json');
      expect(made).toMatchObject({ code: 0 });
      const issued = JSON.parse(made.output) as Issued;
      expect(await asks(issued)).toBe(200);

      const second = startApp(home);
      await expect.poll(() => windowTitles().includes('Keyhaven')).toBe(true);
      presses('Return');
      expect(await serving.ended).toMatchObject({ code: 0 });
      const app = await second;
      try {
        // Its vault is not open yet: nobody answers there, and no other program of ours either.
        expect(await asks(issued)).toBe('ECONNREFUSED');
        await personAt(app.page).unlocks(passphrase);
        await expect.poll(() => asks(issued)).toBe(200);
        expect((await run('token', 'show', issued.token.id, '--json')).output).toContain(issued.token.address);
      } finally {
        await app.quit();
      }
    } finally {
      serving.child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** A signed read with a token, as Binance’s clients send it. @returns the status, or why there is none */
async function asks({ token, apiKey, secret }: Issued): Promise<number | string> {
  const query = `timestamp=${Date.now()}`;
  const signature = createHmac('sha256', secret).update(query).digest('hex');
  try {
    const headers = { 'x-mbx-apikey': apiKey };
    return (await fetch(`${token.address}/api/v3/account?${query}&signature=${signature}`, { headers })).status;
  } catch (error) {
    return String(((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? error);
  }
}
