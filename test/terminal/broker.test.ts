import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndReport, Issued, TokenEvent, TokenRow } from '../../core/contract/tokens';
import { botCommand, botEnvironment, linesOf, type BotLine, type Calls } from '../support/bot';
import { practiceOrders } from '../support/practice-control';
import { pythonCcxt } from '../support/python-ccxt';
import { passphrase } from './support/answers';
import { program } from './support/keyhaven';
import { newPerson, type Person } from './support/person';
import { startServing, type Serving } from './support/server';

/** Ordinary ccxt programs with tokens that `keyhaven serve` serves, on the practice exchange. */

const policyText = `on binance
allow read.account, read.history, trade.create, trade.cancel
symbols BTC/USDT
side buy
types limit
max-order 250 USDT
max-24h 100000 USDT
price-band 3%
rate trade.create 60/1m
expires 12h
`;
const buys = ['createOrder', 'BTC/USDT', 'limit', 'buy', 0.002, 59000] as const;
const buysTooMuch = ['createOrder', 'BTC/USDT', 'limit', 'buy', 0.02, 59000] as const;
const cancels = ['cancelOrder', '$id', 'BTC/USDT'] as const;
const looks = ['fetchBalance'] as const;

const python = pythonCcxt();

let person: Person;
let serving: Serving;
let file: string;
let policy: string;
let cancelling: string;
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  person.plant(passphrase);
  file = person.writes('passphrase', passphrase);
  policy = person.writes('policy', policyText);
  cancelling = person.writes('cancelling', `${policyText}on-end cancel\n`);
  await person.json(['init', '--mode', 'keychain-and-passphrase', '--passphrase-file', file]);
  await person.json(['practice', 'fill', '--passphrase-file', file]);
  serving = await startServing(person, ['--passphrase-file', file]);
}, 120_000);
afterAll(async () => {
  serving.kill('SIGKILL');
  await serving.ended;
  await person.leaves();
});

const yes = (...args: string[]) => [...args, '--passphrase-file', file];
const shown = (label: string) => person.json<TokenRow>(['token', 'show', label]);
const standingOrders = async () => (await practiceOrders(person.home)).filter(({ status }) => status === 'open');

async function issues(label: string): Promise<Issued> {
  const args = ['token', 'new', '--credential', 'Grid bot', '--policy', policy, '--label', label];
  const issued = await person.json<Issued>(yes(...args));
  person.plant(issued.secret);
  return issued;
}

/** A bot of somebody's own, with the token in its configuration. */
async function botWith({ token, apiKey, secret }: Issued, ...calls: Calls): Promise<BotLine[]> {
  const [, , , interpreter = '', script = ''] = botCommand();
  const given = { KH_URL: token.address, KH_KEY: apiKey, KH_SECRET: secret };
  const child = spawn(interpreter, [script], {
    env: { ...person.env, ...given, ...botEnvironment('binance', calls) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return linesOf(await text(child.stdout));
}

/** One that `keyhaven run` starts. */
async function botBy(options: readonly string[], calls: Calls, command = botCommand()) {
  const env = botEnvironment('binance', calls);
  const told = await person.keyhaven([...yes('run', ...options), '--', ...command], { env });
  return { ...told, lines: linesOf(told.out) };
}

/** Somebody who watches. @returns what was seen so far, and the end of it */
function watches(label: string) {
  const [node, script] = program;
  const child = spawn(node, [script, 'token', 'watch', label, '--json'], {
    env: person.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  return {
    events: () =>
      said
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as TokenEvent),
    async ends(): Promise<void> {
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}

describe('an ordinary program that `keyhaven run` starts with a token', () => {
  beforeAll(() => issues('Started'));

  it.each([
    { name: 'JavaScript', command: botCommand() },
    ...(python.python === undefined ? [] : [{ name: 'Python', command: botCommand(python.python, 'bot.py') }]),
  ])(
    'in $name: what it may do is done, what it may not comes back as the exchange’s own error',
    async ({ command }) => {
      const { code, lines } = await botBy(['--token', 'Started'], [buys, cancels, buysTooMuch, looks], command);
      expect(code).toBe(0);
      expect(lines.map(({ ok }) => ok)).toEqual([true, true, false, true]);
      expect(lines[2]).toMatchObject({
        error: 'InvalidOrder',
        message: expect.stringContaining('keyhaven: max-order 250 USDT') as string,
      });
      expect(await standingOrders()).toEqual([]);
    },
  );
  it.skipIf(python.python !== undefined)(
    `in Python (${python.python === undefined ? python.why : 'here'})`,
    () => undefined,
  );

  it('is seen by whoever watches: what went through, and what was refused for which rule', async () => {
    const watcher = watches('Started');
    // The feed begins a moment after the command; what is done again and again is seen.
    await expect
      .poll(async () => {
        await botBy(['--token', 'Started'], [looks, buysTooMuch]);
        return watcher.events();
      })
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ kind: 'request', allowed: true, endpoint: 'GET /api/v3/account' }),
          expect.objectContaining({ kind: 'request', allowed: false, rule: 'max-order' }),
        ]),
      );
    await watcher.ends();
  });

  it('leaves nothing standing where its token ends with it and says so', async () => {
    const { lines } = await botBy(['--credential', 'Grid bot', '--policy', cancelling, '--label', 'Brief'], [buys]);
    expect(lines).toMatchObject([{ ok: true }]);
    expect(await standingOrders()).toEqual([]);
    expect((await person.json<TokenRow[]>(['token', 'list']))[0]).toMatchObject({
      label: 'Brief',
      why: 'processEnded',
    });
  });
});

describe('a program with a token in its configuration', () => {
  let issued: Issued;
  beforeAll(async () => {
    issued = await issues('Configured');
  });

  it('obeys from its next request on when it is paused, and when it is resumed', async () => {
    expect(await botWith(issued, buys)).toMatchObject([{ ok: true }]);
    await person.json(['token', 'pause', 'Configured']);
    expect(await botWith(issued, looks, buys)).toMatchObject([
      { ok: true },
      { ok: false, message: expect.stringContaining('keyhaven: ') as string },
    ]);
    await person.json(yes('token', 'resume', 'Configured'));
    expect(await botWith(issued, buys, cancels)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await standingOrders()).toHaveLength(1);
  });

  it('reaches nothing when the server ends, and goes on at the same address when it runs again', async () => {
    expect((await person.keyhaven(['stop'])).code).toBe(0);
    expect(await serving.ended).toBe(0);
    expect(await botWith(issued, looks)).toMatchObject([{ ok: false, error: 'NetworkError' }]);
    serving = await startServing(person, ['--passphrase-file', file]);
    expect(await botWith(issued, looks)).toMatchObject([{ ok: true }]);
  });

  it('has what it placed cancelled after a kill of the server, too, when it is revoked', async () => {
    expect(await standingOrders()).toHaveLength(1);
    serving.kill('SIGKILL');
    await serving.ended;
    serving = await startServing(person, ['--passphrase-file', file]);
    const { orders } = await person.json<{ orders: EndReport | null }>([
      ...['token', 'revoke', 'Configured', '--orders', 'cancel'],
    ]);
    expect(orders).toEqual({ cancelled: 1, kept: 0, unknown: 0 });
    expect(await standingOrders()).toEqual([]);
  });

  it('is refused as by the exchange once it is revoked', async () => {
    expect(await botWith(issued, looks)).toMatchObject([{ ok: false, error: 'AuthenticationError' }]);
    expect(await shown('Configured')).toMatchObject({ standing: 'revoked' });
  });
});

it('no secret of a token or of a person was told or written anywhere', () => {
  // A token that `token new --json` shows once was asked for.
  expect(person.leaks().filter((leak) => !leak.startsWith('said: khs'))).toEqual([]);
});
