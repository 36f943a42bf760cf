// @ts-check
/**
 * The inside of a session (see session.mjs), run below `dbus-run-session`: starts keyring and display, then the program,
 * and ends with its exit code.
 */
import { spawn, spawnSync } from 'node:child_process';
import { startDisplay } from './display.mjs';

const end = process.argv.indexOf('--');
const flags = process.argv.slice(2, end);
const [program = '', ...args] = process.argv.slice(end + 1);

if (flags.includes('--keyring=true')) unlockKeyring();
const display = flags.includes('--display=true') ? await displayOrEnd() : undefined;
const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...(display && { DISPLAY: display }) } });
child.once('error', (error) => {
  console.error(`session: ${program} does not start: ${error.message}`);
  process.exit(127);
});
child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 143)));

function unlockKeyring() {
  // A newline, not nothing: on an empty read the daemon makes no login collection, and every first write fails.
  const started = spawnSync('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    input: '\n',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (started.status !== 0) {
    console.error('session: gnome-keyring-daemon did not start');
    process.exit(69);
  }
  for (const line of started.stdout.toString().split('\n')) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) process.env[name] = value;
  }
  waitForKeyring();
}

/** The daemon goes to the background before it has its name: whoever asks in between makes D-Bus start a second one. */
function waitForKeyring() {
  const bus = ['--print-reply=literal', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner'];
  for (let times = 0; times < 200; times += 1) {
    const { stdout } = spawnSync('dbus-send', [...bus, 'string:org.freedesktop.secrets'], { encoding: 'utf8' });
    if (stdout.includes('true')) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  console.error('session: gnome-keyring-daemon serves no secrets');
  process.exit(69);
}

/** @returns {Promise<string>} the display's name */
async function displayOrEnd() {
  try {
    return (await startDisplay()).name;
  } catch {
    console.error('session: Xvfb did not start');
    process.exit(69);
  }
}
