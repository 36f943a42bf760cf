import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Approval } from '../../core/contract/approvals';
import { connectControl, type ControlClient } from '../../core/control/client';
import { createControlServer, type ControlServer } from '../../core/control/server';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import { settableClock } from '../support/houses';
import { createTestWorld, type TestWorld } from '../support/world';
import { passphrase } from './support/answers';
import { program } from './support/keyhaven';
import { newPerson, type Person } from './support/person';

/** The window is this test: it is told when it has to show itself, and answers at the window's own door. */
let person: Person;
let world: TestWorld;
let keyhaven: Keyhaven;
let control: ControlServer;
let shown = 0;
const dialogs: string[] = [];
let saysYes = true;

/** Set by hand, so that the tests of refusals do not use up each other’s patience. */
const clock = settableClock();
const patienceIsBackAfterMs = 10 * 60_000;

async function opens(mode: 'passphrase' | 'keychain'): Promise<void> {
  person = await newPerson('noBus', { display: false });
  person.plant(passphrase);
  shown = 0;
  world = await createTestWorld({
    home: person.home,
    clock,
    showWindow: () => (shown += 1),
    confirmation: {
      confirm: async ({ title, detail }) => {
        dialogs.push(`${title} ${detail}`);
        return saysYes;
      },
    },
  });
  keyhaven = createKeyhaven(world);
  await inWindow('vault.create', { mode, ...(mode === 'passphrase' && { passphrase }) });
  await inWindow('practice.fill', {});
  control = await createControlServer({
    keyhaven,
    home: person.home,
    holder: 'the window of a test',
    version: '1.2.3',
    clock: world.clock,
    randomness: world.randomness,
    platform: process.platform,
    environment: person.env,
  });
}

async function closes(): Promise<void> {
  await control.close(() => keyhaven.close());
  world.remove();
  await person.leaves();
}

const caller = { id: 'window:1' };
async function inWindow(operation: string, input: unknown): Promise<unknown> {
  const answer = await keyhaven.door('window').call(operation, input, caller);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}
const waiting = async () => (await inWindow('approval.list', {})) as Approval[];
async function question(): Promise<Approval> {
  await expect.poll(waiting).toHaveLength(1);
  return (await waiting())[0]!;
}
const answers = async (allow: boolean) =>
  inWindow('approval.answer', { id: (await question()).id, allow, ...(allow && { passphrase }) });

const prompt = 'Passphrase (or say yes in the Keyhaven window): ';
const done = { code: 0, screen: expect.stringContaining('for 30 s') as string };
const ended = (code: number, text: string) => ({ code, screen: expect.stringContaining(text) as string });

describe('copying over the socket, where the vault has a passphrase', () => {
  beforeAll(() => opens('passphrase'));
  afterAll(closes);
  beforeEach(() => {
    world.clipboard.text = '';
    clock.passedMs += patienceIsBackAfterMs;
  });
  afterEach(async () => expect(await waiting()).toEqual([]));

  it('asks on the terminal and in the window at once: a yes in the window takes the other back', async () => {
    const before = shown;
    const typist = person.sitsAt(['copy', 'Grid bot']);
    await typist.sees(prompt);
    const asked = await question();
    expect(shown).toBe(before + 1);
    expect(asked).toMatchObject({
      kind: 'copy',
      about: expect.stringMatching(/^Grid bot \(Practice Binance, ….+\)$/),
      program: { name: 'cli.js', path: process.execPath },
    });
    expect(asked.program?.parents[0]?.name).toBe('script');
    await answers(true);
    expect(await typist.ends()).toMatchObject(done);
    expect(world.clipboard.text).not.toBe('');
  });

  it('is done with the passphrase on the terminal, and nobody is asked in the window any more', async () => {
    const typist = person.sitsAt(['copy', 'Grid bot']);
    await typist.sees(prompt);
    await question();
    typist.types(`${passphrase}\r`);
    expect(await typist.ends()).toMatchObject(done);
  });

  it('is refused by a no in the window', async () => {
    const typist = person.sitsAt(['copy', 'Grid bot']);
    await typist.sees(prompt);
    await answers(false);
    expect(await typist.ends()).toMatchObject(ended(3, '[authorization.denied]'));
    expect(world.clipboard.text).toBe('');
  });

  it('is refused with a wrong passphrase, and the question is taken back', async () => {
    const typist = person.sitsAt(['copy', 'Grid bot']);
    await typist.sees(prompt);
    await question();
    typist.types('kh-test something else\r');
    expect(await typist.ends()).toMatchObject(ended(3, '[authorization.wrongPassphrase]'));
    await expect.poll(waiting).toEqual([]);
  });

  it('is given up with Ctrl-C, and the terminal is as it was', async () => {
    const [node, script] = program;
    for (const finish of ['give up', 'say yes'] as const) {
      const typist = person.sitsAt([], {
        command: ['sh', '-c', '"$0" "$1" copy "Grid bot"; echo "ended with $?"; stty -a', node, script],
      });
      await typist.sees(prompt);
      await question();
      if (finish === 'give up') typist.types('\x03');
      else await answers(true);
      await typist.sees(`ended with ${finish === 'give up' ? '130' : '0'}`);
      const { screen } = await typist.ends();
      expect(screen).toMatch(/[\s;]icanon\b/);
      expect(screen).toMatch(/[\s;]echo\b/);
      await expect.poll(waiting).toEqual([]);
    }
  });

  it('waits for the window alone where there is no terminal, and says so', async () => {
    const told = person.keyhaven(['copy', 'Grid bot']);
    await answers(true);
    expect(await told).toMatchObject({ code: 0, err: expect.stringContaining('in its window') as string });
  });

  it.each(['SIGINT', 'SIGKILL'] as const)('is taken back when its command ends by %s', async (signal) => {
    const [node, script] = program;
    const child = spawn(node, [script, 'copy', 'Grid bot'], { env: person.env, detached: true, stdio: 'ignore' });
    const exit = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    await question();
    child.kill(signal);
    expect(await exit).toBe(signal === 'SIGINT' ? 130 : null);
    await expect.poll(waiting).toEqual([]);
  });

  it('asks nobody where the passphrase is given in a file', async () => {
    const before = shown;
    const file = person.writes('passphrase', passphrase);
    expect((await person.keyhaven(['copy', 'Grid bot', '--passphrase-file', file])).code).toBe(0);
    expect(shown).toBe(before);
  });

  it('was allowed to one command, for one key: the next is asked for again', async () => {
    const client = (await connectControl(person.home, 'a test'))!;
    const rows = (await inWindow('credential.list', {})) as { id: string }[];
    const [one, other] = rows.map(({ id }) => id);
    const given = client.call('authorization.give', { kind: 'copy', credential: one });
    await answers(true);
    expect(await given).toMatchObject({ ok: true });
    expect(await copied(client, one)).toBe('ok');
    expect(await copied(client, other)).toBe('authorization.needed');
    const second = (await connectControl(person.home, 'a test'))!;
    expect(await copied(second, one)).toBe('authorization.needed');
    await Promise.all([client.close(), second.close()]);
  });

  it('does not outlive a lock', async () => {
    const typist = person.sitsAt(['copy', 'Grid bot']);
    await typist.sees(prompt);
    await question();
    await inWindow('vault.lock', {});
    expect(await typist.ends()).toMatchObject(ended(3, '[authorization.denied]'));
    expect(await person.failure(['list'])).toMatchObject({ code: 'vault.locked' });
    await inWindow('vault.unlock', { passphrase });
  });

  it('can be asked by a program that asks a hundred times: three are shown, and a person’s passphrase counts all the same', async () => {
    const before = shown;
    const refusals: string[] = [];
    for (let times = 0; times < 100; times += 1) {
      const bot = (await connectControl(person.home, 'a bot'))!;
      const asking = bot.call('authorization.give', { kind: 'copy' });
      const another = await bot.call('authorization.give', { kind: 'copy' });
      if (!another.ok) refusals.push(another.error.code);
      if ((await waiting()).length > 0) await answers(false);
      await asking;
      await bot.close();
    }
    expect(shown - before).toBe(3);
    expect(new Set(refusals)).toEqual(new Set(['authorization.busy', 'authorization.askedTooOften']));
    const typist = person.sitsAt(['copy', 'Grid bot']);
    await typist.sees(prompt);
    typist.types(`${passphrase}\r`);
    expect(await typist.ends()).toMatchObject(done);
    expect(await person.failure(['copy', 'Grid bot'])).toMatchObject({ code: 'authorization.askedTooOften', exit: 3 });
  });

  it('left the passphrase nowhere', () => {
    expect(person.leaks()).toEqual([]);
  });
});

const copied = async (client: ControlClient, id: string | undefined) => {
  const answer = await client.call('credential.copy', { id, field: 'secret' });
  return answer.ok ? 'ok' : answer.error.code;
};

describe('copying over the socket, where the vault has no passphrase', () => {
  beforeAll(() => opens('keychain'));
  afterAll(closes);

  it('waits for a yes in the window, which names the program and what a dialog cannot stop', async () => {
    const typist = person.sitsAt(['copy', 'Grid bot']);
    await typist.sees('in its window');
    expect(await typist.ends()).toMatchObject(done);
    expect(dialogs).toHaveLength(1);
    expect(dialogs[0]).toContain('cli.js');
    expect(dialogs[0]).toContain('“Grid bot (Practice Binance, …');
    expect(dialogs[0]).toContain('This does not stop a program that controls your desktop.');
  });

  it('is refused by a no', async () => {
    saysYes = false;
    expect(await person.failure(['copy', 'Grid bot'])).toMatchObject({ code: 'authorization.denied', exit: 3 });
    saysYes = true;
  });
});
