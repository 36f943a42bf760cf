import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmTitles, notices } from '../../electron/notices';
import { choices } from '../../electron/platform/tray/menu';
import { botCommand, botEnvironment, linesOf } from '../support/bot';
import { newHome, onRuntime, startApp, type App } from './support/app';
import { startStubs, type Stubs } from './support/bus/stubs';
import { personAt } from './support/person';
import { keyhaven, keyhavenWith } from './support/terminal';

const passphrase = 'kh-test-passphrase of four words';
const label = 'kh-test label of a token';
const folder = mkdtempSync(join(tmpdir(), 'kh-own-'));
const passphraseFile = join(folder, 'passphrase');
const policyFile = join(folder, 'policy');

let stubs: Stubs;
let app: App;
let service: string;
const yes = ['--passphrase-file', passphraseFile];

/** The notification with this title; the practice keys have reminders of their own. */
async function notified(title: string, since: number) {
  for (let from = since; ;) {
    const told = await stubs.next('notified', from);
    if (told.title === title) return told;
    from = stubs.events.indexOf(told) + 1;
  }
}

beforeAll(async () => {
  writeFileSync(passphraseFile, passphrase, { mode: 0o600 });
  writeFileSync(policyFile, 'on binance\nallow read.account\n');
  stubs = await startStubs(['tray', 'notifications']);
  const registered = stubs.next('item', 0);
  app = await startApp(newHome());
  service = String((await registered).sender);
});
afterAll(async () => {
  await app.quit().catch(() => undefined);
  await stubs.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe(`a program with a token of the app that tries to withdraw, ${onRuntime}`, () => {
  it('gets the exchange’s own refusal, the token is frozen, and the desktop is told without its name', async () => {
    const person = personAt(app.page);
    await person.confirmsCode(await person.makesVault('passphrase', passphrase));
    await person.fillsFromPractice();
    const made = ['token', 'new', '--credential', 'Grid bot', '--policy', policyFile, '--label', label];
    expect(await keyhaven(app.home, ...made, ...yes, '--out', join(folder, 'bot.env')).ended).toMatchObject({
      code: 0,
    });

    const seen = stubs.events.length;
    const calls = botEnvironment('binance', [
      ['fetchBalance'],
      ['withdraw', 'USDT', 10, '0x000000000000000000000000000000000000dEaD', null, { network: 'ETH' }],
      ['fetchBalance'],
    ]);
    const bot = await keyhavenWith(calls, app.home, 'run', '--token', label, ...yes, '--', ...botCommand()).ended;
    const lines = linesOf(bot.output);
    expect(lines.map(({ call, ok }) => [call, ok])).toEqual([
      ['fetchBalance', true],
      ['withdraw', false],
      ['fetchBalance', false],
    ]);
    expect(lines[1]?.message).toContain('keyhaven: ');

    const told = await notified(alarmTitles.withdrawalAttempted, seen);
    expect(told).toMatchObject({ app: 'Keyhaven', title: alarmTitles.withdrawalAttempted, urgency: 2 });
    expect(`${String(told.title)} ${String(told.body)}`).not.toContain(label);
    expect(told.body).toContain('Nothing was sent.');
    expect((await keyhaven(app.home, 'token', 'show', label, '--json').ended).output).toContain(
      '"withdrawalAttempted"',
    );
  });
});

describe(`“${choices.stopTokens}” in the tray, ${onRuntime}`, () => {
  const offered = async () => {
    const { items } = await stubs.ask('tray', 'layout', 'menu', { service });
    return (items as { id: number; label: string }[]).find((item) => item.label === choices.stopTokens)?.id;
  };

  it('is there while a token works, freezes it, says so, and is gone', async () => {
    await expect.poll(offered).toBe(undefined);
    const made = ['token', 'new', '--credential', 'Grid bot', '--policy', policyFile, '--label', 'Second'];
    expect(await keyhaven(app.home, ...made, ...yes, '--out', join(folder, 'second.env')).ended).toMatchObject({
      code: 0,
    });
    await expect.poll(offered).toBeDefined();
    const seen = stubs.events.length;
    await stubs.ask('tray', 'choose', 'chosen', { service, id: (await offered()) ?? 0 });
    expect(await notified(notices.tokensStopped.title, seen)).toMatchObject({ title: notices.tokensStopped.title });
    expect((await keyhaven(app.home, 'token', 'show', 'Second', '--json').ended).output).toContain('"stopEverything"');
    await expect.poll(offered).toBe(undefined);
  });
});
