// @ts-check
/**
 * Runs a program in a desktop session of its own: a home, a runtime folder, a D-Bus, and when asked a keyring and a display.
 * Nothing in it is shared with the person's own session, and nothing of it is left when it ends.
 *
 * Where we are root the session belongs to a user without rights: Chromium's sandbox refuses root, and file modes mean
 * nothing to root. By hand:
 *   node scripts/lib/session.mjs [--keyring] [--display] [--results FOLDER] [--timeout SECONDS] -- PROGRAM [ARGS…]
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killMarked, stopMarked } from './processes.mjs';
import { root } from './paths.mjs';
import { capture, StepFailed } from './run.mjs';

/** The user sessions run as where we are root. */
const sessionUser = 'keyhaven-test';

/** Every process of a session inherits this variable, which is how all of them are found at the end. */
const mark = 'KEYHAVEN_SESSION';

/**
 * @typedef {object} SessionOptions
 * @property {string[]} command program and arguments, run at the top of the checkout; paths inside it are to be relative.
 *   `{results}` in an argument stands for the folder of results
 * @property {boolean} [keyring] whether to start gnome-keyring with an unlocked, empty login collection. Without it D-Bus starts
 *   one on first use where it is installed, and that has no login collection
 * @property {boolean} [display] whether to start an X server
 * @property {string} [results] a folder that gets what the program wrote into the folder named by $KEYHAVEN_RESULTS
 * @property {Record<string, string>} [env] added to the environment, of which little else is passed on
 * @property {number} [timeoutMs] after which the whole session is killed
 * @property {(text: string) => void} [onOutput] takes the program's output, which goes to our own terminal otherwise
 */

/**
 * @param {SessionOptions} options
 * @returns {Promise<{ code: number, timedOut: boolean }>} the program's exit code, 124 after a time-out
 */
export async function runInSession(options) {
  const id = randomUUID();
  const user = process.getuid?.() === 0 ? ensureUser() : undefined;
  const folders = makeFolders(user);
  const remove = () => rmSync(folders.base, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  try {
    const checkout = user === undefined ? root : readableCheckout(user, folders.base);
    const node = user === undefined ? process.execPath : readableNode(user, folders.base);
    const environment = {
      ...passedOn(),
      ...options.env,
      PATH: [dirname(node), process.env.PATH ?? '/usr/bin:/bin'].join(delimiter),
      HOME: folders.home,
      USER: user?.name ?? process.env.USER ?? 'user',
      LOGNAME: user?.name ?? process.env.USER ?? 'user',
      TMPDIR: folders.temp,
      XDG_RUNTIME_DIR: folders.runtime,
      XDG_CURRENT_DESKTOP: 'GNOME',
      KEYHAVEN_RESULTS: folders.results,
      // A session inside a session carries both marks, so that the outer one's end is its end too.
      [mark]: [process.env[mark], id].filter(Boolean).join(','),
    };
    const inner = [node, join(checkout, 'scripts', 'lib', 'session-inside.mjs')];
    const flags = [`--keyring=${options.keyring === true}`, `--display=${options.display === true}`];
    const command = options.command.map((word) => word.replace('{results}', folders.results));
    const whole = ['dbus-run-session', '--', ...inner, ...flags, '--', ...command];
    const begun = user === undefined ? whole : ['setpriv', ...asUser(user), ...whole];
    const ended = await runMarked(begun, { ...options, cwd: checkout, env: environment, id });
    if (options.results !== undefined) collect(folders.results, options.results);
    return ended;
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/**
 * @param {string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, id: string, timeoutMs?: number, onOutput?: (text: string) => void }} options
 * @returns {Promise<{ code: number, timedOut: boolean }>}
 */
async function runMarked([program = '', ...args], { cwd, env, id, timeoutMs, onOutput }) {
  /** @type {import('node:child_process').SpawnOptions} */
  const options = { cwd, env, stdio: onOutput === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'] };
  const child = spawn(program, args, options);
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => onOutput?.(text));

  let timedOut = false;
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          killMarked(mark, id);
        }, timeoutMs);
  // Our own end must not leave a session behind: without this a Ctrl-C would orphan the keyring and the X server.
  const interrupted = (/** @type {NodeJS.Signals} */ signal) => {
    killMarked(mark, id);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      // 'close' would wait for a daemon that kept our output open; what it says after the end is of no interest.
      child.once('exit', (status) => setTimeout(resolve, onOutput === undefined ? 0 : 100, status ?? 1));
    });
    return { code: timedOut ? 124 : code, timedOut };
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await stopMarked(mark, id);
  }
}

/** @typedef {{ name: string, uid: number, gid: number }} User */

/** @returns {User} */
function ensureUser() {
  const ids = () => ['-u', '-g'].map((flag) => Number.parseInt(capture('id', [flag, sessionUser]).stdout, 10));
  if (!capture('id', [sessionUser]).ok) {
    const make = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', sessionUser];
    const made = capture('useradd', make);
    // Two sessions may start at once on a new machine: the other one made it then.
    if (!made.ok && !capture('id', [sessionUser]).ok) {
      throw new StepFailed(
        `The user for desktop tests could not be made: ${made.stderr.trim()}`,
        `useradd ${make.join(' ')}`,
      );
    }
  }
  const [uid = 0, gid = 0] = ids();
  return { name: sessionUser, uid, gid };
}

/** @param {User} user */
const asUser = ({ uid, gid }) => [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];

/** @param {User} user @param {string} flag as of test(1) @param {string} path */
const userCan = (user, flag, path) => capture('setpriv', [...asUser(user), 'test', flag, path], { cwd: '/' }).ok;

/** Short names: the path of a socket must fit into 108 bytes. @param {User | undefined} user */
function makeFolders(user) {
  const base = mkdtempSync(join(tmpdir(), 'kh-'));
  const folders = {
    base,
    ...Object.fromEntries(['home', 'runtime', 'temp', 'results'].map((name) => [name, join(base, name)])),
  };
  for (const path of Object.values(folders)) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o700);
    if (user !== undefined) chownSync(path, user.uid, user.gid);
  }
  return /** @type {Record<'base' | 'home' | 'runtime' | 'temp' | 'results', string>} */ (folders);
}

const probes = [
  'package.json',
  'scripts/lib/session-inside.mjs',
  'node_modules/keytar/package.json',
  '.runtime/evaluation/electron',
];

/** @param {User} user @param {string} checkout */
const readable = (user, checkout) =>
  probes.every((path) => !existsSync(join(root, path)) || userCan(user, '-r', join(checkout, path)));

/**
 * The checkout where the user can read it: itself, or a copy when it lies below a folder that is closed to others (such
 * as /root). A copy is the simplest thing that works everywhere: mounts are refused in many containers, and opening the
 * person's folders is not ours to do. Hard links make it in a second; where they cannot be, or what is linked is closed
 * itself, everything is copied, which takes minutes.
 * @param {User} user
 * @param {string} base
 */
function readableCheckout(user, base) {
  if (readable(user, root)) return root;
  const entries = readdirSync(root).filter((name) => name !== '.git');
  const copy = join(base, 'checkout');
  const copied = (/** @type {string} */ how) => {
    mkdirSync(copy, { recursive: true });
    return capture('cp', [how, '--', ...entries, copy], { cwd: root }).ok;
  };
  if (copied('-al') && readable(user, copy)) return copy;
  rmSync(copy, { recursive: true, force: true });
  // Only now its modes are ours to change: those of a linked file are the original's.
  if (copied('-a') && capture('chmod', ['-R', 'a+rX', copy]).ok) return copy;
  throw new StepFailed(`${root} is closed to the user ${user.name}, and could not be copied.`, `chmod a+rX ${root}`);
}

/** @param {User} user @param {string} base */
function readableNode(user, base) {
  if (userCan(user, '-x', process.execPath)) return process.execPath;
  const copy = join(base, 'bin', 'node');
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(process.execPath, copy, { dereference: true });
  return copy;
}

/** @param {string} from @param {string} to */
function collect(from, to) {
  mkdirSync(to, { recursive: true });
  // Copied by content: what a program without rights left behind keeps no owner, mode or link of its choosing.
  for (const entry of readdirSync(from, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    cpSync(source, join(to, relative(from, source)));
  }
}

/** What a program needs of our environment; the rest (a display, a bus, tokens of the person) stays out. */
function passedOn() {
  const names = [
    'LANG',
    'LC_ALL',
    'TZ',
    'CI',
    'TERM',
    'FORCE_COLOR',
    'NO_COLOR',
    'ELECTRON_OVERRIDE_DIST_PATH',
    'KEYHAVEN_TEST_LONG',
  ];
  const ours = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { LANG: 'C.UTF-8', ...Object.fromEntries(ours) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await fromCommandLine(process.argv.slice(2));

/** @param {string[]} argv */
async function fromCommandLine(argv) {
  const end = argv.indexOf('--');
  const command = end === -1 ? [] : argv.slice(end + 1);
  const flags = argv.slice(0, Math.max(end, 0));
  const valueOf = (/** @type {string} */ flag) => (flags.includes(flag) ? flags[flags.indexOf(flag) + 1] : undefined);
  if (command.length === 0) {
    console.error(
      'usage: node scripts/lib/session.mjs [--keyring] [--display] [--results FOLDER] [--timeout SECONDS] -- PROGRAM [ARGS…]',
    );
    return 64;
  }
  const results = valueOf('--results');
  const seconds = valueOf('--timeout');
  const { code, timedOut } = await runInSession({
    command,
    keyring: flags.includes('--keyring'),
    display: flags.includes('--display'),
    ...(results !== undefined && { results }),
    ...(seconds !== undefined && { timeoutMs: Number(seconds) * 1000 }),
  });
  if (timedOut) console.error(`session: killed after ${seconds} s`);
  return code;
}
