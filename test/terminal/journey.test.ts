import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passphrase, recoveryCodeIn, type keyOf, type keysOf } from './support/answers';
import { binanceKey, okxKey } from './support/keys';
import { newPerson, type Person } from './support/person';

/** One person's way through everything, in order; each test goes on where the one before ended. */
let person: Person;
let recoveryCode = '';
const bot = binanceKey('dotenv');
const desk = okxKey('typed');

beforeAll(async () => {
  person = await newPerson();
  person.plant(passphrase, bot.secret, desk.secret, desk.password);
});
afterAll(() => person.leaves());

describe('the first run', () => {
  it('asks how the vault opens, takes the passphrase unseen, shows the recovery code once and has it confirmed', async () => {
    const typist = person.sitsAt(['init']);
    await typist.sees('1, 2 or 3 [1]: ');
    typist.types('\r');
    await typist.sees('New passphrase: ');
    typist.types(`${passphrase}\r`);
    await typist.sees('The same again: ');
    typist.types(`${passphrase}\r`);
    await typist.sees('shown this once');
    await typist.sees('Type the recovery code');
    recoveryCode = recoveryCodeIn(typist.screen());
    expect(recoveryCode).toHaveLength(39);
    typist.types(`${recoveryCode.toLowerCase().replaceAll('-', ' ')}\r`);
    await typist.sees('Confirmed.');
    const { code, screen } = await typist.ends();
    expect(code).toBe(0);
    expect(screen).not.toContain(passphrase);
    // Shown once by us, and once as it was typed for all to see.
    expect(screen.split(recoveryCode)).toHaveLength(2);
  });

  it('is not done twice', async () => {
    expect(await person.failure(['init', '--mode', 'keychain'])).toMatchObject({ code: 'vault.exists', exit: 1 });
  });
});

const unlocked = () => {
  return ['--passphrase-file', person.writes('passphrase', `${passphrase}\n`)];
};

describe('the practice exchange', () => {
  it('fills the vault with four keys', async () => {
    const { ids } = await person.json<{ ids: string[] }>(['practice', 'fill', ...unlocked()]);
    expect(ids).toHaveLength(4);
    expect((await listed()).map(({ label, state }) => `${label} ${state}`).sort()).toEqual([
      'Grid bot untested',
      'Old desk key untested',
      'Rebalancer untested',
      'Weekend bot untested',
    ]);
  });

  it('says of each what it may do, with progress for each key', async () => {
    const { code, out, err } = await person.keyhaven(['test', ...unlocked()]);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^4 work, 0 fail/) as string });
    for (const label of ['Grid bot', 'Old desk key', 'Rebalancer', 'Weekend bot']) {
      expect(err).toMatch(new RegExp(`^${label} +works`, 'm'));
    }
  });

  it('has one key of each kind: healthy, able to withdraw, without an IP list, with five days of trading left', async () => {
    const kinds = async (label: string) =>
      (await person.json<Awaited<ReturnType<typeof keyOf>>>(['show', label, ...unlocked()])).findings.map(
        ({ kind, severity }) => `${kind} ${severity}`,
      );
    expect(await kinds('Grid bot')).toEqual([]);
    expect(await kinds('Old desk key')).toContain('canWithdraw critical');
    expect((await kinds('Rebalancer')).join()).toContain('noIpList');
    expect((await kinds('Weekend bot')).join()).toContain('tradingLapsesSoon');
  });

  const listed = () => person.json<Awaited<ReturnType<typeof keysOf>>>(['list', ...unlocked()]);
});

describe('keys of one’s own', () => {
  it('come from a .env on standard input', async () => {
    const input = `# my bot\nBINANCE_API_KEY=${bot.apiKey}\nBINANCE_API_SECRET="${bot.secret}"\n`;
    const args = ['add', '--from', '-', '--label', 'From a .env', '--purpose', 'spotBot', '--no-test', ...unlocked()];
    const { code, out, err } = await person.keyhaven(args, { input });
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('is stored') as string });
    expect(err).toContain('Understood (.env): apiKey ••••');
    expect(err).not.toContain(bot.apiKey);
  });

  it('are typed, the secret fields unseen, exactly those that the exchange asks for', async () => {
    const typist = person.sitsAt(['add', '--no-test', ...unlocked()]);
    await typist.sees('Exchange (');
    typist.types('okx\r');
    await typist.sees('Label [OKX]: ');
    typist.types('Typed desk\r');
    await typist.sees('API key: ');
    typist.types(`${desk.apiKey}\r`);
    await typist.sees('Secret key: ');
    typist.types(`${desk.secret}\r`);
    await typist.sees('Passphrase: ');
    typist.types(`${desk.password}\r`);
    const { code, screen } = await typist.ends();
    expect({ code, screen }).toMatchObject({ code: 0, screen: expect.stringContaining('is stored') as string });
    expect(screen).toContain(desk.apiKey);
    expect(screen).not.toContain(desk.secret);
    expect(screen).not.toContain(desk.password);
  });

  it('are not added twice', async () => {
    const input = JSON.stringify({ exchange: 'binance', ...bot });
    const args = ['add', '--from', '-', '--label', 'Again', '--no-test', ...unlocked()];
    expect(await person.failure(args, { input })).toMatchObject({ code: 'credential.duplicate', exit: 1 });
  });

  it('are shown masked', async () => {
    const { out } = await person.keyhaven(['show', 'From a .env', ...unlocked()]);
    expect(out).toContain(`…${bot.apiKey.slice(-4)}`);
    expect(out).not.toContain(bot.apiKey);
  });
});

describe('what was done', () => {
  it('stands in the log, newest first', async () => {
    const { out } = await person.keyhaven(['log', '-n', '100', ...unlocked()]);
    for (const action of ['vault.created', 'practice.filled', 'credential.tested', 'credential.added']) {
      expect(out).toContain(action);
    }
    expect(out).toContain('Typed desk');
    const { entries } = await person.json<{ entries: { sequence: number }[] }>(['log', ...unlocked()]);
    expect(entries.map(({ sequence }) => sequence)).toEqual(
      entries.map(({ sequence }) => sequence).sort((a, b) => b - a),
    );
  });

  it('is proven whole', async () => {
    const { code, out } = await person.keyhaven(['verify', ...unlocked()]);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^whole: \d+ lines/) as string });
  });
});

describe('the passphrase typed when the vault opens', () => {
  it('is taken unseen', async () => {
    const typist = person.sitsAt(['list']);
    await typist.sees('Passphrase: ');
    typist.types(`${passphrase}\r`);
    const { code, screen } = await typist.ends();
    expect({ code, screen }).toMatchObject({ code: 0, screen: expect.stringContaining('Typed desk') as string });
    expect(screen).not.toContain(passphrase);
  });

  it('opens nothing when it is wrong', async () => {
    const typist = person.sitsAt(['list']);
    await typist.sees('Passphrase: ');
    typist.types('kh-test something else\r');
    const { code, screen } = await typist.ends();
    expect({ code, screen }).toMatchObject({
      code: 3,
      screen: expect.stringContaining('[authorization.wrongPassphrase]') as string,
    });
  });

  it('can be given up with Ctrl-C', async () => {
    const typist = person.sitsAt(['list']);
    await typist.sees('Passphrase: ');
    typist.types('half\x03');
    expect((await typist.ends()).code).toBe(130);
  });
});

describe('all of this', () => {
  it('left no secret anywhere', () => {
    expect(person.leaks()).toEqual([]);
  });

  it('would have been noticed in a file', () => {
    writeFileSync(join(person.everything, 'careless'), Buffer.from(`x${desk.secret}`).toString('base64'));
    expect(person.leaks()).toEqual([`careless: ${desk.secret.slice(0, 12)}…`]);
  });

  it('would have been noticed in the arguments of a process', async () => {
    const careless = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 9000)', desk.password], {
      env: person.env,
      stdio: 'ignore',
    });
    await expect.poll(() => person.leaks()).toContain(`in arguments: ${desk.password.slice(0, 12)}…`);
    careless.kill();
  });
});
