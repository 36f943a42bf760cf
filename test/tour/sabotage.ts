import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { clipboard, practicePid, practiceSecret, practiceStatePath, toClipboard } from './outside';
import { envFile } from './steps';
import { policyFile, tokenLabel } from './token-steps';
import type { Tour } from './tour';

/** One way to break one step of the tour, from outside. Every step has its row; a test sees the tour stop there. */
export interface Sabotage {
  /** What goes wrong, in words. */
  readonly what: string;
  /** Done just before the step. */
  readonly break: (tour: Tour) => Promise<void> | void;
}

export const sabotages: Readonly<Record<string, Sabotage>> = {
  'open-window': {
    what: 'a file where the data folder should be',
    break: ({ home }) => writeFileSync(home, 'not a folder'),
  },
  'make-vault': { what: 'a locked keyring', break: lockKeyring },
  'confirm-code': {
    what: 'a wrong recovery code',
    break: (tour) => void (tour.recoveryCode = wrongCode(tour.recoveryCode)),
  },
  fill: {
    what: 'a file where the practice exchange’s folder should be',
    break: ({ home }) => writeFileSync(join(home, 'practice'), 'not a folder'),
  },
  meanwhile: { what: 'a killed app', break: ({ appPid }) => void process.kill(appPid, 'SIGKILL') },
  'test-all': { what: 'the fault “failing”', break: (tour) => fault(tour, 'failing') },
  findings: { what: 'a killed window', break: killWindow },
  fault: {
    what: 'a killed practice exchange',
    break: ({ home }) => void process.kill(practicePid(home), 'SIGKILL'),
  },
  health: {
    what: 'the key that can withdraw removed',
    break: async (tour) => {
      await tour.json(['remove', 'Old desk key']);
    },
  },
  'add-any': { what: 'a killed window', break: killWindow },
  'add-real': {
    what: 'an essay instead of a key',
    break: (tour) => writeFileSync(tour.ownFile(envFile), 'It was a dark and stormy night. '.repeat(200)),
  },
  activity: { what: 'a changed line in the log', break: ({ home }) => changeLine(join(home, 'audit.log')) },
  lock: { what: 'a frozen app', break: ({ appPid }) => void process.kill(appPid, 'SIGSTOP') },
  unlock: { what: 'a locked keyring', break: lockKeyring },
  policy: {
    what: 'a folder where the policy should be',
    break: (tour) => {
      mkdirSync(tour.ownFile(policyFile));
    },
  },
  'token-new': {
    what: 'a removed key',
    break: async (tour) => {
      await tour.json(['remove', 'Grid bot']);
    },
  },
  'token-order': {
    what: 'a frozen token',
    break: async (tour) => {
      await tour.json(['token', 'freeze', tokenLabel]);
    },
  },
  'token-refusal': {
    what: 'a paused token, which refuses for another reason',
    break: async (tour) => {
      await tour.json(['token', 'pause', tokenLabel]);
    },
  },
  'token-revoke': { what: 'the fault “failing”', break: (tour) => fault(tour, 'failing') },
  quit: { what: 'a frozen app', break: ({ appPid }) => void process.kill(appPid, 'SIGSTOP') },
  'terminal-list': {
    what: 'a vault cut in the middle',
    break: ({ home }) => {
      for (const path of vaultFiles(home)) truncateSync(path, 900);
    },
  },
  'terminal-test': { what: 'a worker killed as often as it starts', break: killWorkers },
  'terminal-add': {
    what: 'a data folder that cannot be written',
    break: ({ home }) => {
      chmodSync(home, 0o500);
    },
  },
  'terminal-copy': {
    what: 'no display',
    break: ({ env }) => {
      delete env.DISPLAY;
    },
  },
  log: { what: 'a removed log', break: ({ home }) => rmSync(join(home, 'audit.log')) },
  verify: {
    what: 'a line taken out of the log',
    break: ({ home }) => {
      const path = join(home, 'audit.log');
      const lines = readFileSync(path, 'utf8').split('\n');
      writeFileSync(path, lines.toSpliced(3, 1).join('\n'));
    },
  },
  recover: {
    what: 'a wrong recovery code',
    break: (tour) => void (tour.recoveryCode = wrongCode(tour.recoveryCode)),
  },
  'start-again': {
    what: 'removed vault files',
    break: ({ home }) => {
      for (const path of vaultFiles(home)) rmSync(path);
    },
  },
  copy: {
    what: 'a practice exchange that knows another secret',
    break: ({ home }) => {
      const path = practiceStatePath(home);
      const state = readFileSync(path, 'utf8');
      writeFileSync(path, state.replaceAll(practiceSecret(home, 'Grid bot'), 'kh-test-another-secret'));
    },
  },
  'no-secret': {
    what: 'a secret in a file, in base64',
    break: ({ home }) =>
      appendFileSync(join(home, 'debug.txt'), Buffer.from(`. ${practiceSecret(home, 'Grid bot')}`).toString('base64')),
  },
  'clipboard-gone': {
    what: 'a clipboard manager that keeps what it saw',
    break: ({ env }) => toClipboard(env, `kept: ${clipboard(env)}`),
  },
};

const wrongCode = (code: string) => code.replace(/[0-9A-Z]/, (sign) => (sign === '7' ? '8' : '7'));

const vaultFiles = (home: string) =>
  readdirSync(home)
    .filter((name) => /^vault(\.\w+)?\.keyhaven$/.test(name))
    .map((name) => join(home, name));

/** As the desktop does when a person locks the keyring; nobody is there to answer its dialog. */
function lockKeyring({ env }: Tour): void {
  const service = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];
  const login = 'array:objpath:/org/freedesktop/secrets/collection/login';
  execFileSync('dbus-send', [...service, 'org.freedesktop.Secret.Service.Lock', login], { env });
}

function killWindow({ appPid }: Tour): void {
  for (const pid of childrenNamed(appPid, '--type=renderer')) process.kill(pid, 'SIGKILL');
}

async function fault(tour: Tour, name: string): Promise<void> {
  await tour.json(['practice', 'fault', name]);
}

function changeLine(path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('"outcome":"done"', '"outcome":"Done"'));
}

/** Ids of the processes below one, whose arguments hold a word. */
function childrenNamed(parent: number, word: string): number[] {
  return allProcesses().filter((pid) => argumentsOf(pid).includes(word) && ancestors(pid).includes(parent));
}

const allProcesses = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

function argumentsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'latin1');
  } catch {
    return ''; // It ended meanwhile.
  }
}

function ancestors(pid: number): number[] {
  const found: number[] = [];
  for (let at = pid; at > 1;) {
    try {
      at = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${String(at)}/status`, 'latin1'))?.[1]);
    } catch {
      return found;
    }
    found.push(at);
  }
  return found;
}

function killWorkers(): void {
  // Below this process alone: other sessions on this machine have workers of their own.
  setInterval(() => {
    for (const pid of childrenNamed(process.pid, 'worker.js')) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended meanwhile.
      }
    }
  }, 20);
}
