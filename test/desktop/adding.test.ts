import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { texts } from '../../renderer/texts';
import { binanceKey, okxKey } from '../terminal/support/keys';
import { adderAt } from './support/adder';
import { newHome, onRuntime, picture, startApp, type App } from './support/app';
import { personAt } from './support/person';
import { filesWith, memoryOf } from './support/search';

const home = newHome();
let app: App;
let person: ReturnType<typeof personAt>;
let adder: ReturnType<typeof adderAt>;

const pem = (): string =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
/** The lines between BEGIN and END, which stand alone in whatever keeps a PEM. */
const middleOf = (text: string): string => text.split('\n')[1] ?? '';

const keyFile = {
  name: `organizations/${'1'.repeat(8)}-2222-4333-8444-${'5'.repeat(12)}/apiKeys/${'6'.repeat(8)}-2222-4333-8444-${'7'.repeat(12)}`,
  privateKey: pem(),
};
const bot = binanceKey('adding');
const desk = okxKey('adding');
const ownPem = pem();
const secrets = [middleOf(keyFile.privateKey), middleOf(ownPem), bot.secret, desk.secret, desk.password];

beforeAll(async () => {
  app = await startApp(home);
  app.page.setDefaultTimeout(15_000);
  person = personAt(app.page);
  adder = adderAt(app.page);
  await person.confirmsCode(await person.makesVault('keychain'));
  await person.press(texts.firstRun.begin.later);
});
// Each step stands on the one before, so the first that fails ends the story.
let broken = false;
beforeEach(({ skip }) => skip(broken, 'a step before it failed'));
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  broken = true;
  await picture(app.page, 'failed-adding').catch(() => undefined);
});
afterAll(() => app.quit().catch(() => undefined));

/** The key on the screen as main knows it. */
const detailOf = async (label: string) => {
  const id = (await person.keys()).find((key) => key.label === label)?.id ?? '';
  const answer = await app.page.evaluate((key) => window.keyhaven.credential.get({ id: key }), id);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};

/** Tested at once: the keys are made up, so where there is a network their exchange refuses them, and where there is none nobody answers. */
const isTested = (label: string) =>
  expect.poll(async () => (await detailOf(label)).state, { timeout: 30_000 }).toBe('fails');

const logged = async (action: string) => {
  const answer = await app.page.evaluate(() => window.keyhaven.audit.list({ limit: 200 }));
  return answer.ok ? answer.value.entries.filter((entry) => entry.action === action).length : 0;
};

describe(`adding a key, ${onRuntime}`, () => {
  it('begins with all exchanges, found by a former name, by a part of it, and with a slip of the finger', async () => {
    await adder.begins();
    const exchanges = await app.page.evaluate(() => window.keyhaven.exchange.list({}));
    expect(exchanges.ok && exchanges.value.length).toBeGreaterThan(100);
    for (const [typed, name] of [
      ['Huobi', 'HTX'],
      ['krakne', 'Kraken'],
      ['coinb', 'Coinbase'],
    ] as const) {
      await adder.seeks(typed);
      await expect.poll(() => adder.found.first().innerText()).toContain(name);
    }
    await adder.seeks('no such exchange');
    await person.sees(texts.add.exchange.none);
  });

  it.each([
    ['OKX', ['API key', 'Secret key', 'Passphrase']],
    ['KuCoin', ['API Key', 'API Secret', 'API Passphrase']],
    ['Coinbase', ['API key name', 'Private key (PEM)']],
    ['Hyperliquid', ['Account address', 'API wallet private key']],
    ['Kraken', ['API key', 'Private key']],
  ] as const)('asks of a key of %s exactly what it needs, in its own words', async (name, fields) => {
    await adder.chooses(name);
    await expect.poll(adder.asked).toEqual(fields);
  });

  it('is filled by a JSON file on the clipboard, which says whose key it is; stored, and tested at once', async () => {
    await adder.pastes(JSON.stringify(keyFile));
    await expect.poll(adder.filled).toBe(2);
    await expect.poll(adder.asked).toEqual([]);
    await picture(app.page, 'adding-pasted');
    await adder.stores('From a file');
    await isTested('From a file');
    const { exchange, diagnosis } = await detailOf('From a file');
    expect(exchange).toBe('coinbase');
    await person.sees(`${texts.key.diagnosis.title}: ${diagnosis?.text ?? ''}`);
    await app.page
      .getByText(diagnosis?.next ?? 'no next step')
      .first()
      .waitFor();
    expect(await logged('credential.added')).toBe(1);
    expect(await logged('credential.tested')).toBe(1);
    await picture(app.page, 'adding-tested');
  });

  it('is filled by an .env; what it did not take is named', async () => {
    await adder.begins();
    await adder.pastes(`BINANCE_API_KEY=${bot.apiKey}\nBINANCE_API_SECRET=${bot.secret}\nLOG_LEVEL=debug\n`);
    await expect.poll(adder.filled).toBe(2);
    await app.page.getByText('LOG_LEVEL', { exact: true }).waitFor();
    await adder.stores('From an env');
    await isTested('From an env');
    expect((await detailOf('From an env')).exchange).toBe('binance');
  });

  it('names the field that is missing, and stores nothing', async () => {
    await adder.begins();
    await adder.chooses('OKX');
    await person.press(texts.add.form.save);
    await person.sees(texts.add.form.missing('API key'));
    expect(await person.keys()).toHaveLength(2);
  });

  it('takes a private key (PEM) as text; the exchange is the person’s to choose', async () => {
    await adder.begins();
    await adder.types(ownPem);
    await person.sees(texts.add.form.choose);
    await adder.chooses('Binance');
    await expect.poll(adder.filled).toBe(1);
    await expect.poll(adder.asked).toEqual(['API Key']);
    await person.type('API Key', binanceKey('another').apiKey);
    await adder.stores('Own private key');
    await isTested('Own private key');
  });

  it('has the exchanges of the last keys first', async () => {
    await adder.begins();
    const first = async () => (await adder.found.allInnerTexts()).slice(0, 2);
    // Two keys of Binance after the one of Coinbase; each exchange once.
    await expect.poll(first).toEqual([expect.stringMatching(/^Binance$/m), expect.stringMatching(/^Coinbase Advanced$/m)]);
  });

  it('is typed field by field, and a key of an exchange that is only kept is sent nowhere', async () => {
    await adder.chooses('bitbank');
    await person.sees(texts.add.form.staysKept('bitbank'));
    const typed = 'kh-test-secret-of-a-kept-key';
    secrets.push(typed);
    await person.type('API key', 'kh-test-kept-key');
    await person.type('API secret', typed);
    await adder.stores('Only kept', texts.add.form.saveOnly);
    await expect.poll(async () => (await detailOf('Only kept')).diagnosis?.code).toBe('notInspected');
    expect((await detailOf('Only kept')).state).toBe('untested');
  });

  it('does not store a key twice at one exchange, and shows what is found where it stands at two', async () => {
    await adder.begins();
    await adder.pastes(JSON.stringify({ exchange: 'okx', ...desk }));
    await expect.poll(adder.filled).toBe(3);
    await adder.stores('Desk');
    await isTested('Desk');
    await adder.begins();
    await adder.pastes(JSON.stringify({ exchange: 'okx', ...desk }));
    await expect.poll(adder.filled).toBe(3);
    await person.press(texts.add.form.save);
    await app.page.getByText('credential.duplicate').waitFor();
    // What was pasted is not lost by the refusal, nor by the choice of another exchange.
    await adder.chooses('OKX Europe');
    await expect.poll(adder.filled).toBe(3);
    await adder.stores('Desk again');
    await isTested('Desk again');
    const twice = (await detailOf('Desk again')).findings.find(({ kind }) => kind === 'storedTwice');
    expect(twice).toBeDefined();
    await person.sees(twice?.title ?? '');
    await app.page
      .getByText(twice?.next ?? 'no next step')
      .first()
      .waitFor();
    await picture(app.page, 'adding-findings');
  });

  it('makes practice keys where there is nothing to type, and shows what each may do and what is wrong with it', async () => {
    await adder.begins();
    await adder.seeks('practice');
    await adder.found.first().click();
    await person.press(texts.add.practice.fill);
    const practice = async () => (await person.keys()).filter((key) => key.practice).map(({ state }) => state);
    await expect.poll(practice, { timeout: 30_000 }).toEqual(['works', 'works', 'works', 'works']);
    await person.opensKey('Old desk key');
    const { findings } = await detailOf('Old desk key');
    const withdraw = findings.find(({ kind }) => kind === 'canWithdraw');
    await person.sees(withdraw?.title ?? 'no finding');
  });

  it('left no secret in the page, its memory or any file but the practice exchange’s own', async () => {
    const memory = await memoryOf(app);
    const content = await app.page.content();
    expect(memory).toContain(texts.key.fields.title);
    for (const secret of secrets) {
      expect(memory.includes(secret)).toBe(false);
      expect(content.includes(secret)).toBe(false);
    }
    expect(filesWith(home, secrets)).toEqual([]);
    for (const secret of secrets) expect(app.output().includes(secret)).toBe(false);
    expect(app.complaints).toEqual([]);
  });
});
