import { execFile, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What the session starts with; `noProvider` is a bus on which nobody can be started either, `unlockedAlone` the same
 * with a keyring that was started by hand.
 */
export type KeyringStart = 'unlocked' | 'unlockedAlone' | 'noCollection' | 'noProvider' | 'noBus';

export interface KeyringSession {
  /** The whole environment for a process of this session: its own home, bus and keyring, and PATH. */
  readonly env: Record<string, string>;
  /** As after a logout: the keyring's daemon ends and a new one starts, with nobody there to unlock it. */
  lock(): Promise<void>;
  /** A new daemon, unlocked: after `lock`, `leave`, or `unload`, whose keyring it brings back. */
  unlock(): Promise<void>;
  /** Unlocks the daemon that runs, as PAM does at a login; whoever talked to it before goes on doing so. */
  unlockInPlace(): Promise<void>;
  /** The service ends. Only in a session that started as `unlockedAlone` does the bus not start another at the next call. */
  leave(): Promise<void>;
  /** The login keyring is not there any more, as before a first login; its file is kept for `unlock`. */
  unload(): Promise<void>;
  /** The service takes calls and never answers. */
  freeze(): void;
  thaw(): void;
  /** The labels (`service/account`) of everything that the login keyring holds, whoever made it. */
  entries(): Promise<string[]>;
  /** Ends every process of the session and removes its home. */
  stop(): Promise<void>;
}

/** gnome-keyring takes an empty input as "no password given" and makes no collection, so the test password is a word. */
const password = 'kh-test-keyring';

/** The usual session bus always looks into /usr/share for services it may start; this one knows none. */
const busWithoutServices = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** A D-Bus session and a gnome-keyring of their own, apart from whatever runs on this machine. Needs dbus-daemon, dbus-send, gnome-keyring-daemon. */
export async function startKeyringSession(start: KeyringStart = 'unlocked'): Promise<KeyringSession> {
  const home = mkdtempSync(join(tmpdir(), 'kh-keyring-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  chmodSync(home, 0o700);
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_CURRENT_DESKTOP: 'GNOME',
    LANG: 'C.UTF-8',
    // Inside a desktop session its end is this one's end too.
    ...(process.env.KEYHAVEN_SESSION !== undefined && { KEYHAVEN_SESSION: process.env.KEYHAVEN_SESSION }),
  };
  const alone = start === 'noProvider' || start === 'unlockedAlone';
  const bus = start === 'noBus' ? null : await startBus(env, runtime, alone);
  const keyrings = join(home, '.local', 'share', 'keyrings');
  const aside = join(home, 'keyrings-aside');
  let keyring =
    start === 'unlocked' || start === 'unlockedAlone'
      ? await startKeyring(env, true)
      : start === 'noCollection'
        ? await startKeyring(env, false)
        : null;

  async function leave() {
    if (keyring === null) throw new Error('this session has no keyring');
    await end(keyring);
    await waitForOwner(env, false);
  }

  async function lock() {
    await leave();
    keyring = await startKeyring(env, false);
  }

  async function unload() {
    await leave();
    renameSync(keyrings, aside);
    keyring = await startKeyring(env, false);
  }

  async function unlock() {
    await leave();
    if (existsSync(aside)) {
      rmSync(keyrings, { recursive: true, force: true });
      renameSync(aside, keyrings);
    }
    keyring = await startKeyring(env, true);
  }

  return {
    env,
    lock,
    unlock,
    unlockInPlace: () => unlockRunning(runtime),
    leave,
    unload,
    freeze: () => void keyring?.kill('SIGSTOP'),
    thaw: () => void keyring?.kill('SIGCONT'),
    entries: () => entriesIn(env),
    stop: async () => {
      if (keyring !== null) await end(keyring);
      if (bus !== null) await end(bus);
      endStartedByBus(home);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function startBus(env: Record<string, string>, runtime: string, bare: boolean): Promise<ChildProcess> {
  const address = `unix:path=${join(runtime, 'bus')}`;
  env.DBUS_SESSION_BUS_ADDRESS = address;
  const bareConfiguration = join(runtime, 'bus.conf');
  writeFileSync(bareConfiguration, busWithoutServices);
  const configuration = bare ? `--config-file=${bareConfiguration}` : '--session';
  const bus = spawn('dbus-daemon', [configuration, '--nofork', '--print-address', `--address=${address}`], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await firstOutput(bus, 'dbus-daemon');
  return bus;
}

async function startKeyring(env: Record<string, string>, unlocked: boolean): Promise<ChildProcess> {
  const how = unlocked ? ['--unlock'] : [];
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...how], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end(unlocked ? password : '');
  await waitForOwner(env, true);
  return keyring;
}

/**
 * The message that pam_gnome_keyring writes to the daemon's control socket: a NUL byte for the credentials, the length of
 * the whole, the operation (1, unlock), and the password with its length; the answer's last number is 0 for done.
 * Source: gnome-keyring, daemon/control/gkd-control-codes.h, seen 2026-11.
 */
async function unlockRunning(runtime: string): Promise<void> {
  const message = Buffer.alloc(1 + 12 + password.length);
  message.writeUInt32BE(12 + password.length, 1);
  message.writeUInt32BE(1, 5);
  message.writeUInt32BE(password.length, 9);
  message.write(password, 13);
  const socket = connect(join(runtime, 'keyring', 'control'));
  socket.write(message);
  const answer = await new Promise<Buffer>((resolve, reject) => {
    socket.once('data', resolve);
    socket.once('error', reject);
  });
  socket.destroy();
  if (answer.readUInt32BE(answer.length - 4) !== 0) throw new Error('the keyring was not unlocked');
}

async function firstOutput(child: ChildProcess, name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
}

async function waitForOwner(env: Record<string, string>, wanted: boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const owned = await ask(env, 'org.freedesktop.DBus', '/org/freedesktop/DBus', [
      'org.freedesktop.DBus.NameHasOwner',
      'string:org.freedesktop.secrets',
    ]);
    if (owned.includes(`boolean ${wanted}`)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the keyring ${wanted ? 'did not come' : 'did not go'}`);
}

/** The labels of what the login keyring of this session holds. */
export async function entriesIn(env: Record<string, string>): Promise<string[]> {
  const property = (path: string, of: string, name: string) =>
    ask(env, 'org.freedesktop.secrets', path, [
      'org.freedesktop.DBus.Properties.Get',
      `string:org.freedesktop.Secret.${of}`,
      `string:${name}`,
    ]);
  const items = await property('/org/freedesktop/secrets/collection/login', 'Collection', 'Items');
  const labels = [];
  for (const [, path = ''] of items.matchAll(/object path "([^"]+)"/g)) {
    labels.push(/string "([^"]*)"/.exec(await property(path, 'Item', 'Label'))?.[1] ?? '');
  }
  return labels.sort();
}

async function ask(env: Record<string, string>, whom: string, path: string, call: string[]): Promise<string> {
  const { stdout } = await run('dbus-send', ['--session', '--print-reply', `--dest=${whom}`, path, ...call], { env });
  return stdout;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** The bus starts helpers of its own (the keyring's prompter); they are known by the home that they were given. */
function endStartedByBus(home: string): void {
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const environment = readFileSync(join('/proc', pid, 'environ'), 'utf8').split('\0');
      if (environment.includes(`HOME=${home}`)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended meanwhile, or is another user's.
    }
  }
}
