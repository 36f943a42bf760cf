import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../core/audit/audit-log';
import { systemClock } from '../../core/base/clock';
import { fail } from '../../core/base/failure';
import { hourMs, instantOf } from '../../core/base/instants';
import { createHome, passphrase, type Home } from '../../core/vault/vault.fixture';
import type { Patient } from './check';
import { checks, examine, type Diagnosed } from './checks';

const root = process.getuid?.() === 0;

let home: Home;
let bus: Server;
let tools: string;
let patient: Patient;

beforeEach(async () => {
  home = createHome();
  const vault = home.vault();
  await vault.create({ mode: 'passphrase', passphrase });
  const log = createAuditLog({ folder: home.folder, clock: systemClock });
  const key = vault.auditKey();
  await log.open(Buffer.from(key), null);
  for (const subject of ['one', 'two', 'three'])
    await log.append({ actor: 'terminal', action: 'kh.test', subject, outcome: 'done' });
  await log.close();
  await vault.save({ rooms: { settings: {} } });
  await vault.lock();
  tools = join(home.folder, '..', 'tools');
  mkdirSync(tools);
  writeFileSync(join(tools, 'xclip'), '');
  chmodSync(join(tools, 'xclip'), 0o755);
  const busPath = join(home.folder, '..', 'bus');
  bus = createServer().listen(busPath);
  patient = {
    folder: home.folder,
    platform: 'linux',
    environment: {
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${busPath}`,
      DISPLAY: ':7',
      PATH: tools,
      XDG_RUNTIME_DIR: join(home.folder, '..'),
    },
    userId: process.getuid?.(),
    nodeVersion: '20.19.0',
    now: systemClock.now(),
    mode: 'keychain',
    probeKeychain: async () => null,
    findServer: async () => null,
  };
}, 60_000);

afterEach(() => {
  bus.close();
  home.remove();
});

const look = async (name: string, changes: Partial<Patient> = {}): Promise<Diagnosed> => {
  const found = (await examine({ ...patient, ...changes })).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no check ${name}`);
  return found;
};
const mends = (found: Diagnosed) => (found.state === 'problem' ? found.mend : '');
const shell = (command: string) => execFileSync('sh', ['-c', command], { stdio: 'pipe' });

describe('the doctor', () => {
  it('finds nothing where all is well, and changes nothing', async () => {
    const before = readFileSync(home.pathOf('newest'));
    const found = await examine(patient);
    expect(found.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(found).toHaveLength(checks.length);
    expect(readFileSync(home.pathOf('newest'))).toEqual(before);
  });

  it('finds nothing wrong before there is a vault, and makes no folder', async () => {
    const folder = join(home.folder, 'not', 'there');
    expect((await examine({ ...patient, folder })).filter(({ state }) => state === 'problem')).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('makes every other check where one breaks', async () => {
    const found = await examine({ ...patient, probeKeychain: () => Promise.reject(new Error('kh-test')) });
    expect(found.filter(({ state }) => state === 'problem').map(({ name }) => name)).toEqual(['keychain']);
    expect(JSON.stringify(found)).not.toContain('kh-test');
  });
});

const keyFile = () => join(home.folder, 'control.json');
const socketFolder = () => join(home.folder, '..', 'keyhaven');
const writesKeyFile = (mode: number) => {
  const file = { version: 1, address: join(socketFolder(), 'some.sock'), key: 'ab'.repeat(32) };
  writeFileSync(keyFile(), JSON.stringify(file));
  chmodSync(keyFile(), mode);
};

/** Each trouble, and that the command the doctor names really mends it. */
describe('what the doctor says mends', () => {
  it.each([
    ['folder', 'others may look in', () => chmodSync(home.folder, 0o755)],
    ['files', 'others may read the vault', () => chmodSync(home.pathOf('newest'), 0o644)],
    ['files', 'others may write the log', () => chmodSync(join(home.folder, 'audit.log'), 0o622)],
    [
      'files',
      'the vault is a link',
      () => {
        renameSync(home.pathOf('newest'), `${home.folder}.moved`);
        symlinkSync(`${home.folder}.moved`, home.pathOf('newest'));
      },
    ],
    [
      'leftovers',
      'a save was interrupted',
      () => {
        const path = join(home.folder, `vault.new-${'0'.repeat(26)}`);
        writeFileSync(path, 'half', { mode: 0o600 });
        utimesSync(path, new Date(Date.now() - hourMs), new Date(Date.now() - hourMs));
      },
    ],
    ['server', 'its key file is a link', () => symlinkSync('/dev/null', keyFile())],
    ['server', 'others may read its key file', () => writesKeyFile(0o644)],
    ['server', 'its key file is a folder', () => mkdirSync(keyFile())],
    ['server', 'its key file is damaged', () => writeFileSync(keyFile(), '{', { mode: 0o600 })],
    ['server', 'its socket’s folder is a link', () => symlinkSync('/tmp', socketFolder())],
    ['server', 'others may look into its socket’s folder', () => mkdirSync(socketFolder(), { mode: 0o755 })],
    ['server', 'its socket’s folder is a file', () => writeFileSync(socketFolder(), 'x', { mode: 0o600 })],
    [
      'server',
      'its socket is a file',
      () => {
        mkdirSync(socketFolder(), { mode: 0o700 });
        writesKeyFile(0o600);
        writeFileSync(join(socketFolder(), 'some.sock'), 'x', { mode: 0o600 });
      },
    ],
    [
      'leftovers',
      'a server was killed at its start',
      () => {
        const path = join(home.folder, `control.json.new-${'0'.repeat(26)}`);
        writeFileSync(path, 'half', { mode: 0o600 });
        utimesSync(path, new Date(Date.now() - hourMs), new Date(Date.now() - hourMs));
      },
    ],
  ])('%s: %s', async (name, _what, spoil) => {
    spoil();
    const found = await look(name);
    expect(found.state).toBe('problem');
    shell(mends(found));
    expect((await look(name)).state).toBe('ok');
  });

  it.skipIf(!root)('a folder that belongs to someone else (only root can give one away)', async () => {
    chownSync(home.folder, 65_534, 65_534);
    const found = await look('folder');
    expect(found).toMatchObject({ state: 'problem', text: expect.stringContaining('someone else') as string });
    shell(mends(found).replace(/^sudo /, ''));
    expect((await look('folder')).state).toBe('ok');
  });

  it('a folder that is a link, whatever its name', async () => {
    const link = join(home.folder, '..', "it's a link");
    symlinkSync(home.folder, link);
    const found = await look('folder', { folder: link });
    expect(found.state).toBe('problem');
    const real = execFileSync('sh', ['-c', `${mends(found)}; printf %s "$KEYHAVEN_HOME"`], { encoding: 'utf8' });
    expect((await look('folder', { folder: real })).state).toBe('ok');
  });
});

describe('what the doctor finds', () => {
  const problems: [string, string, RegExp, Partial<Patient>][] = [
    ['node', 'an old Node', /too old/, { nodeVersion: '20.18.3' }],
    ['keychain', 'a locked keychain', /locked/, { probeKeychain: async () => 'locked' }],
    ['keychain', 'a lost entry', /not in it/, { probeKeychain: async () => 'lost' }],
    ['bus', 'no session bus', /no session bus/, { environment: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } }],
    ['bus', 'an address that names nothing', /no session bus/, { environment: { DBUS_SESSION_BUS_ADDRESS: '' } }],
    ['clipboard', 'no clipboard tool', /No clipboard tool/, { environment: { DISPLAY: ':7', PATH: '/nowhere' } }],
    ['clock', 'a clock behind the log', /60 minutes behind/, { now: instantOf(Date.now() - hourMs) }],
  ];
  it.each(problems)('%s: %s', async (name, _what, text, changes) => {
    const found = await look(name, changes);
    expect(found).toMatchObject({ state: 'problem', text: expect.stringMatching(text) as string });
    expect(mends(found)).not.toBe('');
  });

  it('is who serves, and a server that does not answer or is none of ours', async () => {
    const findServer = async () => ({ pid: 12, version: '1.2.3', kind: 'serve' }) as const;
    expect(await look('server', { findServer })).toMatchObject({
      state: 'ok',
      text: expect.stringContaining('pid 12') as string,
    });
    const silent = () => Promise.reject(fail('control.silent'));
    expect(await look('server', { findServer: silent })).toMatchObject({
      state: 'problem',
      text: 'The running Keyhaven does not answer.',
    });
    writesKeyFile(0o600);
    const stranger = await look('server', { findServer: () => Promise.reject(fail('control.stranger')) });
    shell(mends(stranger));
    expect(existsSync(keyFile())).toBe(false);
  });

  it.skipIf(!root)('is a socket or a folder of somebody else (only root can give one away)', async () => {
    for (const path of [keyFile(), socketFolder()]) {
      mkdirSync(path, { mode: 0o700 });
      chownSync(path, 65_534, 65_534);
      const found = await look('server');
      expect(found).toMatchObject({ state: 'problem', text: expect.stringContaining('someone else') as string });
      shell(mends(found).replace(/^sudo /, ''));
      expect((await look('server')).state).toBe('ok');
    }
  });

  it('is no problem where the vault opens with a passphrase and has no use for a keychain', async () => {
    const without: Partial<Patient> = {
      mode: 'passphrase',
      probeKeychain: async () => 'noService',
      environment: { DBUS_SESSION_BUS_ADDRESS: '' },
    };
    for (const name of ['keychain', 'bus', 'clipboard']) expect((await look(name, without)).state).toBe('skipped');
  });

  it('is a damaged newest generation, and which one the vault opens from', async () => {
    const bytes = home.bytes('newest');
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    home.write('newest', bytes);
    expect(await look('vault')).toMatchObject({
      state: 'problem',
      text: expect.stringContaining('“previous”') as string,
    });
    home.write('previous', 'nothing');
    expect(await look('vault')).toMatchObject({ text: 'Every generation of the vault is damaged.' });
  });

  it('is a vault of a newer Keyhaven', async () => {
    home.write('newest', home.bytes('newest').toString('latin1').replace('keyhaven-vault 1', 'keyhaven-vault 9'));
    expect(await look('vault')).toMatchObject({
      state: 'problem',
      text: expect.stringContaining('format 9') as string,
    });
  });

  const path = () => join(home.folder, 'audit.log');
  it.each<[string, (lines: string[]) => string[], number]>([
    ['a line cut out of the log', ([first, , ...rest]) => [first ?? '', ...rest], 2],
    ['two lines that changed places', ([first, second, ...rest]) => [second ?? '', first ?? '', ...rest], 1],
    ['a line that is none', ([first, second, ...rest]) => [first ?? '', second ?? '', 'rubbish', ...rest], 3],
  ])('is %s', async (_what, spoil, at) => {
    const lines = readFileSync(path(), 'utf8').trimEnd().split('\n');
    writeFileSync(path(), `${spoil(lines).join('\n')}\n`);
    expect(await look('log')).toMatchObject({
      state: 'problem',
      text: expect.stringContaining(`Line ${String(at)} `) as string,
    });
  });

  it('is not a last line that a crash cut off, since the next unlock mends it', async () => {
    writeFileSync(path(), readFileSync(path(), 'utf8').slice(0, -5));
    expect(await look('log')).toMatchObject({ state: 'ok', text: expect.stringContaining('2 lines') as string });
  });

  it('is not what a save that is under way has just begun', async () => {
    writeFileSync(join(home.folder, `vault.new-${'1'.repeat(26)}`), 'half', { mode: 0o600 });
    expect((await look('leftovers')).state).toBe('ok');
  });
});

describe('a file of own key rules', () => {
  const rules = () => join(home.folder, 'key-rules.json');
  const mends = async (text: RegExp) => {
    const found = await look('rules');
    expect(found).toMatchObject({ state: 'problem', text: expect.stringMatching(text) as string });
    execFileSync('sh', ['-c', found.state === 'problem' ? found.mend : 'false']);
    expect((await look('rules')).state).toBe('ok');
  };
  beforeEach(() => {
    writeFileSync(rules(), '{"version":1}', { mode: 0o644 });
  });

  it('may be read by others, and not written by them', async () => {
    expect((await look('rules')).state).toBe('ok');
    chmodSync(rules(), 0o664);
    await mends(/^Others can write key-rules\.json/);
  });

  it('is no link', async () => {
    renameSync(rules(), join(home.folder, 'elsewhere.json'));
    symlinkSync(join(home.folder, 'elsewhere.json'), rules());
    await mends(/is a link/);
  });

  it('belongs to its person', async () => {
    const stranger = { userId: (process.getuid?.() ?? 0) + 1 };
    expect(await look('rules', stranger)).toMatchObject({
      state: 'problem',
      text: expect.stringMatching(/someone else/) as string,
    });
  });
});
