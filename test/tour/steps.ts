import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CredentialDetail, CredentialRow } from '../../core/contract/credentials';
import type { Health } from '../../core/contract/health';
import { entriesIn } from '../keychain/session';
import { removeKeychainEntries } from '../terminal/support/keychain';
import { secretsBelow } from '../terminal/support/canary';
import { binanceKey, okxKey } from '../terminal/support/keys';
import { clipboard, logOf, practicePid, practiceSecret, toClipboard } from './outside';
import { tokenSteps } from './token-steps';
import { expectThat, passphrase, until, type Step, type Tour } from './tour';
import { at } from './window';

const practiceLabels = ['Grid bot', 'Old desk key', 'Rebalancer', 'Weekend bot'];
const ownLabel = 'My own bot';
const deskLabel = 'Family account';
const own = binanceKey('tour');
const desk = okxKey('tour');
export const envFile = 'bot.env';
const clearsAfterMs = 30_000;

/** The whole journey, window and terminal. To add a step: a row here, and a way to break it in sabotage.ts. */
export const steps: readonly Step[] = [
  {
    name: 'open-window',
    title: 'Open the window for the first time',
    async run(tour) {
      writeFileSync(tour.ownFile(envFile), `BINANCE_API_KEY=${own.apiKey}\nBINANCE_API_SECRET=${own.secret}\n`, {
        mode: 0o600,
      });
      await tour.opensWindow();
      await at.chooseMode(tour.page).waitFor();
      expectThat(!existsSync(join(tour.home, 'vault.keyhaven')), 'there is a vault before anybody asked for one');
      await tour.picture('first-run');
      return 'it asks how the vault shall open';
    },
  },
  {
    name: 'make-vault',
    title: 'Make a vault that needs keychain and passphrase',
    async run(tour) {
      await at.newPassphrase(tour.page).fill(passphrase);
      await at.repeatPassphrase(tour.page).fill(passphrase);
      await at.makeVault(tour.page).click();
      await at.recoveryCode(tour.page).first().waitFor();
      const groups = await at.recoveryCode(tour.page).allInnerTexts();
      tour.recoveryCode = groups.join('-');
      tour.secrets.add(tour.recoveryCode).add(groups.join(''));
      await tour.picture('recovery-code');
      const file = join(tour.home, 'vault.keyhaven');
      expectThat((statSync(file).mode & 0o777) === 0o600, 'the vault file can be read by others');
      const entries = await entriesIn(tour.env);
      // The key of the file of reminders comes a moment later, when that file is written first.
      const kinds = entries
        .map((label) => label.split('/').at(-2))
        .filter((kind) => kind !== 'reminders')
        .sort();
      expectThat(kinds.join() === 'epoch,root', `the keyring holds ${kinds.join()}, not one root key and the epoch`);
      return 'the file is ours alone, its root key is in the keyring, the recovery code is shown';
    },
  },
  {
    name: 'confirm-code',
    title: 'Type the recovery code',
    async run(tour) {
      await at.wroteItDown(tour.page).click();
      await at.typeCode(tour.page).fill(tour.recoveryCode);
      await at.confirmCode(tour.page).click();
      await at.ready(tour.page).waitFor();
      await logged(tour, 'vault.recoveryConfirmed', 'done');
      await tour.picture('vault-ready');
      return 'it is the right one, and the log says so';
    },
  },
  {
    name: 'fill',
    title: 'Fill from the practice exchange',
    async run(tour) {
      await at.fill(tour.page).click();
      for (const label of practiceLabels) await at.row(tour.page, label).waitFor();
      process.kill(practicePid(tour.home), 0);
      await until('four keys in the log', () => countLogged(tour, 'practice.filled', 'done') === 4);
      for (const label of practiceLabels) tour.secrets.add(practiceSecret(tour.home, label));
      return 'four keys, and its server runs on this computer';
    },
  },
  {
    name: 'meanwhile',
    title: 'Ask for the vault in the terminal meanwhile',
    async run(tour) {
      const status = await tour.keyhaven(['status', '--json']);
      const { state } = JSON.parse(status.out) as { state: string };
      // A command alone with the vault would find it locked.
      expectThat(state === 'open', `the vault is ${state} to the terminal`);
      const { code, out, err } = await tour.keyhaven(['list', '--json']);
      expectThat(code === 0, `it answered ${String(code)}: ${err.trim()}`);
      expectThat((JSON.parse(out) as unknown[]).length === 4, 'it does not list four keys');
      return 'the app answers it: four keys';
    },
  },
  {
    name: 'test-all',
    title: 'Test all keys',
    async run(tour) {
      // The button rests while keys are tested, as they are after the filling.
      await until('the tests after the filling to end', () => at.testAll(tour.page).isEnabled());
      const before = countLogged(tour, 'credential.tested', 'works');
      await at.testAll(tour.page).click();
      await until(
        'four tests that work in the log',
        () => countLogged(tour, 'credential.tested', 'works') === before + 4,
      );
      await until('the tests to end', () => at.testAll(tour.page).isEnabled());
      await says(at.row(tour.page, 'Old desk key'), 'Critical');
      await says(at.row(tour.page, 'Weekend bot'), 'trading lapses');
      await says(at.row(tour.page, 'Rebalancer'), 'Any IP');
      await says(at.row(tour.page, 'Grid bot'), 'Nothing found');
      await tour.picture('keys');
      return 'the key that can withdraw is marked critical, and three more are as they are';
    },
  },
  {
    name: 'findings',
    title: 'Open the key that can withdraw',
    async run(tour) {
      await at.row(tour.page, 'Old desk key').click();
      await says(tour.page.getByRole('main'), 'withdraw');
      await says(tour.page.getByRole('main'), 'Next step');
      await tour.picture('key-that-can-withdraw');
      return 'its findings say what to do next';
    },
  },
  {
    name: 'fault',
    title: 'Let the exchange answer a web page',
    async run(tour) {
      await practiceFault(tour, 'html');
      await at.testNow(tour.page).click();
      await says(tour.page.getByRole('main'), 'notTheExchange');
      await logged(tour, 'credential.tested', 'notTheExchange');
      await tour.picture('not-the-exchange');
      await practiceFault(tour, 'none');
      await at.testNow(tour.page).click();
      await tour.page.getByText('notTheExchange').waitFor({ state: 'detached' });
      return 'the test says that this is not the exchange, and works again afterwards';
    },
  },
  {
    name: 'health',
    title: 'See what to do first over all keys',
    async run(tour) {
      await at.healthPlace(tour.page).click();
      await says(at.todo(tour.page).first(), 'This key can withdraw');
      await says(at.todo(tour.page).first(), 'Old desk key');
      // The terminal ends with a code of its own where something is to be done.
      const { out } = await tour.keyhaven(['health', '--json']);
      const { score } = JSON.parse(out) as Health;
      await at.score(tour.page, score ?? -1).waitFor();
      await tour.picture('health');
      return `the key that can withdraw is the first thing to do; ${String(score)} of 100 points, in the terminal too`;
    },
  },
  {
    name: 'add-any',
    title: 'Look for an exchange by the name it had before',
    async run(tour) {
      await at.keysPlace(tour.page).click();
      await at.addKey(tour.page).click();
      await at.findExchange(tour.page).waitFor();
      const exchanges = await at.exchange(tour.page).count();
      expectThat(exchanges > 100, `it lists ${String(exchanges)} exchanges`);
      await at.findExchange(tour.page).fill('huobi');
      await says(at.exchange(tour.page).first(), 'HTX');
      await at.exchange(tour.page).first().click();
      for (const label of ['Access Key', 'Secret Key']) await at.asked(tour.page, label).waitFor();
      await tour.picture('any-exchange');
      return `${String(exchanges)} exchanges; Huobi is HTX, whose form asks for access key and secret key`;
    },
  },
  {
    name: 'add-real',
    title: 'Add a key of one’s own from a .env on the clipboard',
    async run(tour) {
      tour.secrets.add(own.secret);
      toClipboard(tour.env, readFileSync(tour.ownFile(envFile), 'utf8'));
      await at.keysPlace(tour.page).click();
      await at.addKey(tour.page).click();
      await at.paste(tour.page).click();
      await at.held(tour.page).first().waitFor();
      expectThat((await at.held(tour.page).count()) === 2, 'the form was not filled with key and secret');
      await at.label(tour.page).fill(ownLabel);
      await tour.picture('add-a-key');
      await at.save(tour.page).click();
      // The evaluation runtime takes a real key only after its risk was acknowledged.
      await at.risk(tour.page).or(at.stored(tour.page)).waitFor();
      if (await at.risk(tour.page).isVisible()) {
        await at.risk(tour.page).fill('I accept the risk');
        await at.allow(tour.page).click();
      }
      await at.stored(tour.page).waitFor();
      await logged(tour, 'credential.added', 'done');
      // The key is made up: with a network Binance refuses it, without one nobody answers.
      await until('its test in the log', () => lastLogged(tour, 'credential.tested')?.outcome !== 'works', 20_000);
      return 'read by the main process, stored, and tested at once';
    },
  },
  {
    name: 'activity',
    title: 'Look at the activity',
    async run(tour) {
      await at.activityPlace(tour.page).click();
      await at.chain(tour.page).waitFor();
      await at.log(tour.page).first().waitFor();
      await tour.picture('activity');
      return 'every step is in the log, and its chain is whole';
    },
  },
  {
    name: 'lock',
    title: 'Lock',
    async run(tour) {
      await at.lockPlace(tour.page).click();
      await at.passphrase(tour.page).waitFor();
      await logged(tour, 'vault.locked', 'done');
      await tour.picture('locked');
      return 'the window asks for the passphrase';
    },
  },
  {
    name: 'unlock',
    title: 'Unlock',
    async run(tour) {
      await at.passphrase(tour.page).fill('kh-test not the passphrase');
      await at.unlock(tour.page).click();
      await tour.page.getByText('The passphrase is not right.').waitFor();
      await at.passphrase(tour.page).fill(passphrase);
      await at.unlock(tour.page).click();
      await at.row(tour.page, ownLabel).waitFor();
      await logged(tour, 'vault.unlocked', 'authorization.wrongPassphrase');
      return 'a wrong passphrase opens nothing and is logged; the right one opens everything';
    },
  },
  ...tokenSteps,
  {
    name: 'quit',
    title: 'Quit',
    async run(tour) {
      const { appPid, home } = tour;
      const practice = practicePid(home);
      await tour.quits();
      for (const pid of [appPid, practice]) await until('its processes to end', () => !isAlive(pid));
      return 'no process of it is left, not even the practice exchange';
    },
  },
  {
    name: 'terminal-list',
    title: 'List the keys in the terminal',
    async run(tour) {
      const rows = await tour.json<CredentialRow[]>(['list']);
      const labels = rows.map(({ label }) => label).sort();
      const wanted = [...practiceLabels, ownLabel].sort();
      expectThat(labels.join() === wanted.join(), `it lists ${labels.join(', ')}`);
      const { findings } = await tour.json<CredentialDetail>(['show', 'Old desk key']);
      expectThat(
        findings[0]?.kind === 'canWithdraw',
        'the worst finding of the old desk key is not that it can withdraw',
      );
      return 'the same five, with the same findings';
    },
  },
  {
    name: 'terminal-test',
    title: 'Test the practice keys in the terminal',
    async run(tour) {
      const { code, out, err } = await tour.keyhaven(['test', ...practiceLabels]);
      expectThat(code === 0, `it ended with ${String(code)}: ${err.trim()} ${out.trim()}`);
      for (const label of practiceLabels) expectThat(err.includes(label), `it did not tell of ${label}`);
      return out.split('.')[0] ?? '';
    },
  },
  {
    name: 'terminal-add',
    title: 'Add a key of OKX from JSON on standard input',
    async run(tour) {
      tour.secrets.add(desk.secret).add(desk.password);
      const input = JSON.stringify({ exchange: 'okx', ...desk });
      const { code, err } = await tour.keyhaven(['add', '--from', '-', '--label', deskLabel, '--no-test'], input);
      expectThat(code === 0, `it ended with ${String(code)}: ${err.trim()}`);
      const rows = await tour.json<CredentialRow[]>(['list']);
      expectThat(rows.length === 6, `there are ${String(rows.length)} keys now, not six`);
      return 'six keys';
    },
  },
  {
    name: 'terminal-copy',
    title: 'Copy a secret in the terminal',
    async run(tour) {
      const { code, err } = await tour.keyhaven(['copy', 'Grid bot']);
      expectThat(code === 0, `it ended with ${String(code)}: ${err.trim()}`);
      const secret = practiceSecret(tour.home, 'Grid bot');
      expectThat(clipboard(tour.env) === secret, 'the clipboard does not hold the secret that the exchange knows');
      return 'the clipboard holds it';
    },
  },
  {
    name: 'log',
    title: 'Read the log in the terminal',
    async run(tour) {
      const { entries } = await tour.json<{ entries: { actor: string; action: string }[] }>(['log', '-n', '500']);
      for (const [actor, action] of [
        ['window', 'vault.created'],
        ['window', 'credential.added'],
        ['terminal', 'credential.added'],
        ['terminal', 'credential.copied'],
      ]) {
        expectThat(
          entries.some((entry) => entry.actor === actor && entry.action === action),
          `“${action ?? ''}” of the ${actor ?? ''} is not in it`,
        );
      }
      return `${String(entries.length)} lines, of the window and of the terminal`;
    },
  },
  {
    name: 'verify',
    title: 'Prove the log whole',
    async run(tour) {
      const { code, out, err } = await tour.keyhaven(['verify']);
      expectThat(code === 0 && out.startsWith('whole'), `it ended with ${String(code)}: ${out.trim()} ${err.trim()}`);
      return out.trim().replace(/\.$/, '');
    },
  },
  {
    name: 'recover',
    title: 'Lose the keychain entry, and open with the recovery code',
    async run(tour) {
      const before = tour.vaultFile();
      await removeKeychainEntries(tour.env);
      const lost = await tour.keyhaven(['list']);
      expectThat(lost.err.includes('[keychain.lost]'), `it does not say that the entry is lost: ${lost.err.trim()}`);
      expectThat(tour.vaultFile().equals(before), 'the vault file was changed');
      expectThat((await entriesIn(tour.env)).length === 0, 'a new key was made over the vault');
      const typist = tour.sitsAt(['recover', '--passphrase-file', tour.ownFile('passphrase')]);
      await typist.sees('Recovery code: ');
      typist.types(`${tour.recoveryCode}\r`);
      const { code, screen } = await typist.ends();
      expectThat(code === 0, `it ended with ${String(code)}: ${screen.trim().split('\n').at(-2) ?? ''}`);
      expectThat((await tour.json<CredentialRow[]>(['list'])).length === 6, 'not all keys are there');
      return 'it is named, no new key is made, and all six keys are there again';
    },
  },
  {
    name: 'start-again',
    title: 'Start the window again',
    async run(tour) {
      await tour.opensWindow();
      await at.passphrase(tour.page).fill(passphrase);
      await at.unlock(tour.page).click();
      for (const label of [...practiceLabels, ownLabel, deskLabel]) await at.row(tour.page, label).waitFor();
      await tour.picture('everything-is-there');
      return 'everything is there';
    },
  },
  {
    name: 'copy',
    title: 'Copy a secret in the window',
    async run(tour) {
      await at.row(tour.page, 'Grid bot').click();
      await at.copyField(tour.page, 'Secret Key').click();
      const secret = practiceSecret(tour.home, 'Grid bot');
      await until('the secret on the clipboard', () => clipboard(tour.env) === secret);
      await logged(tour, 'credential.copied', 'done');
      await tour.picture('copied');
      return 'the clipboard holds what the exchange knows';
    },
  },
  {
    name: 'no-secret',
    title: 'Search everything that was written for secrets',
    async run(tour) {
      const found = secretsBelow(tour.home, tour.secrets, [join(tour.home, 'practice')]);
      expectThat(found.length === 0, `found in ${found.join('; ')}`);
      return `none of ${String(tour.secrets.size)} in any file`;
    },
  },
  {
    name: 'clipboard-gone',
    title: 'Wait 30 seconds',
    async run(tour) {
      const secret = practiceSecret(tour.home, 'Grid bot');
      await until(
        'the secret to leave the clipboard',
        () => !clipboard(tour.env).includes(secret),
        clearsAfterMs + 5_000,
      );
      await tour.quits();
      return 'the secret is gone from the clipboard';
    },
  },
];

const countLogged = ({ home }: Tour, action: string, outcome: string) =>
  logOf(home).filter((line) => line.action === action && line.outcome === outcome).length;

const lastLogged = ({ home }: Tour, action: string) => logOf(home).findLast((line) => line.action === action);

const logged = (tour: Tour, action: string, outcome: string) =>
  until(`“${action}: ${outcome}” in the log`, () => countLogged(tour, action, outcome) > 0);

async function says(place: { innerText(): Promise<string> }, text: string): Promise<void> {
  await until(`“${text}” in the window`, async () => (await place.innerText()).includes(text));
}

async function practiceFault(tour: Tour, fault: string): Promise<void> {
  const set = await tour.json<{ fault: string }>(['practice', 'fault', fault]);
  expectThat(set.fault === fault, `the practice exchange says “${set.fault}”`);
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}
