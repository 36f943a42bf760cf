import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startKeyringSession } from '../keychain/session';
import { alternating, runTimed } from './support/measure';
import { tell } from './support/rows';
import { removeAtEnd } from './support/scratch';

/** A listing over the control socket by the bundled executable, against a bare Node and what a shell script would ask a keyring with. */

const rounds = 15;
const goalRatio = 1.5;
const executable = join(process.cwd(), 'out', 'executable', 'keyhaven');

// What the surroundings make every Node do at its start would fall on both sides and make the ratio better than it is.
for (const name of Object.keys(process.env)) if (name.startsWith('NODE_')) Reflect.deleteProperty(process.env, name);

const session = await startKeyringSession();
const env = { ...session.env, KEYHAVEN_HOME: join(session.env.HOME ?? '', 'keyhaven') };
const run = (program: string, ...words: string[]) => runTimed(program, words, { env }).ms;

run(executable, 'init', '--mode', 'keychain', '--json');
const server = spawn(executable, ['serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
removeAtEnd(() => void server.kill('SIGKILL'));
await once(server.stdout, 'data');
run(executable, 'practice', 'fill');
const words = ['service', 'kh-test', 'account', 'bench'];
const hasSecretTool =
  spawnSync('secret-tool', ['store', '--label', 'kh-test', ...words], { env, input: 'kh-test-secret' }).status === 0;

const found = await alternating(rounds, {
  list: () => run(executable, 'list'),
  start: () => run(executable, '--version'),
  node: () => run(process.execPath, '-e', '0'),
  secretTool: () => (hasSecretTool ? run('secret-tool', 'lookup', ...words) : NaN),
});
const met = found.list <= goalRatio * found.node;
tell({
  what: 'List over the socket, against `node -e 0`',
  unit: 'ms',
  ours: found.list,
  other: found.node,
  goal: { text: `≤ ${goalRatio} ×`, met },
});
tell({ what: 'Start of the executable alone', unit: 'ms', ours: found.start, other: found.node, goal: null });
if (hasSecretTool)
  tell({
    what: 'List over the socket, against `secret-tool lookup`',
    unit: 'ms',
    ours: found.list,
    other: found.secretTool,
    goal: null,
  });
else process.stderr.write('terminal: secret-tool is not there, and was not measured\n');

run(executable, 'stop');
await session.stop();
