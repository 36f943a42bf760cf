import { createConnection } from 'node:net';
import { fail, failureOf } from '../../core/base/failure';
import { secondMs } from '../../core/base/instants';
import { toolFor } from '../clipboard/tools';
import { ok, problem, skipped, type Found, type Patient } from './check';

const leastNode = [20, 19] as const;
const busAnswersWithinMs = 2 * secondMs;

export async function lookAtNode({ nodeVersion }: Patient): Promise<Found> {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const enough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  return enough
    ? ok(`${nodeVersion}, and ${leastNode.join('.')} is enough.`)
    : problem(`${nodeVersion} is too old; Keyhaven needs ${leastNode.join('.')}.`, 'nvm install 22');
}

export async function lookAtKeychain({ mode, probeKeychain }: Patient): Promise<Found> {
  const trouble = await probeKeychain();
  if (trouble === null) return ok(mode === 'passphrase' ? 'It works; this vault does not need it.' : 'It works.');
  const { message, hint } = fail(`keychain.${trouble}`).failure;
  return mode === 'passphrase' ? skipped(`${message} This vault does not need it.`) : problem(message, hint);
}

/** The session bus: keychain, notifications and screen lock on Linux all speak over it. */
export async function lookAtBus({ platform, environment, userId, mode }: Patient): Promise<Found> {
  if (platform !== 'linux') return skipped('Only Linux has it.');
  const address = environment.DBUS_SESSION_BUS_ADDRESS ?? `unix:path=/run/user/${String(userId)}/bus`;
  if (await answers(address)) return ok('The session bus takes connections.');
  const text = 'There is no session bus, and so no keychain, notification or screen lock.';
  return mode === 'passphrase'
    ? skipped(`${text} This vault opens without.`)
    : problem(text, 'dbus-run-session -- "$SHELL"');
}

/** By the first address that this can reach; one over TCP or a command is taken as it is. */
function answers(addresses: string): Promise<boolean> {
  const parts = addresses.split(';').flatMap((address) => {
    const found = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(address);
    return found === null ? [] : [{ kind: found[1], path: decodeURIComponent(found[2] ?? '') }];
  });
  const [first] = parts;
  if (first === undefined) return Promise.resolve(addresses !== '');
  return new Promise((resolve) => {
    const socket = createConnection(first.kind === 'abstract' ? `\0${first.path}` : first.path);
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(busAnswersWithinMs, () => end(false));
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
  });
}

export async function lookAtClipboard({ platform, environment }: Patient): Promise<Found> {
  try {
    const { copy } = toolFor(platform, environment);
    return ok(`${copy[0]} is there.`);
  } catch (error) {
    const { code, message, hint } = failureOf(error);
    if (code === 'clipboard.noDisplay') return skipped(`${message} \`keyhaven copy\` needs one.`);
    if (platform !== 'linux') return problem(message, hint);
    return problem(message, `sudo apt install ${environment.WAYLAND_DISPLAY ? 'wl-clipboard' : 'xclip'}`);
  }
}
