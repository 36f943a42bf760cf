import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDisplay } from '../../../scripts/lib/display.mjs';
import { startKeyringSession, type KeyringSession, type KeyringStart } from '../../keychain/session';
import { secretsBelow, secretsIn } from './canary';
import { program, runKeyhaven, type Told } from './keyhaven';
import { startOnTerminal, type Terminal, type Typist } from './typist';

export interface Failed {
  readonly error: { code: string; message: string; hint: string };
}

interface Circumstances {
  /** On standard input, which is empty otherwise. */
  readonly input?: string;
  readonly env?: Record<string, string>;
}

/** Somebody with a desktop session of their own and `keyhaven` on the path. */
export interface Person {
  /** The data folder; not there before `keyhaven init`. */
  readonly home: string;
  /** The folder that everything of this person lies in. */
  readonly everything: string;
  readonly keyring: KeyringSession;
  readonly env: Record<string, string>;
  /** Runs the command as a script does: no terminal anywhere. */
  keyhaven(args: readonly string[], circumstances?: Circumstances): Promise<Told>;
  /** The answer of a command with `--json`. @throws when it does not end with 0 */
  json<T>(args: readonly string[], circumstances?: Circumstances): Promise<T>;
  /** The error of a command with `--json`, which must fail. */
  failure(args: readonly string[], circumstances?: Circumstances): Promise<Failed['error'] & { exit: number }>;
  /** Runs the command on a terminal. */
  sitsAt(args: readonly string[], terminal?: Partial<Terminal>): Typist;
  /** A file of the person's own, which no search looks into. @returns its path */
  writes(name: string, content: string, mode?: number): string;
  /** Names a secret that must be found nowhere. */
  plant(...secrets: string[]): void;
  /** Where planted secrets are found in clear: in files, on screens, in what commands said, in arguments of processes. */
  leaks(): string[];
  /** Everything ends and is removed. */
  leaves(): Promise<void>;
}

const watchEveryMs = 25;

export async function newPerson(
  start: KeyringStart = 'unlocked',
  { display = true } = {},
): Promise<Person & { readonly display: string | null }> {
  const keyring = await startKeyringSession(start);
  const everything = keyring.env.HOME ?? '';
  const screen = display ? await startDisplay(keyring.env) : null;
  const home = join(everything, 'keyhaven');
  const own = mkdtempSync(join(tmpdir(), 'kh-own-'));
  const env = {
    ...keyring.env,
    KEYHAVEN_HOME: home,
    ...(screen === null ? {} : { DISPLAY: screen.name }),
  };
  const planted = new Set<string>();
  const said: string[] = [];
  const argued = new Set<string>();
  const watch = setInterval(() => {
    for (const line of argumentsOfAll(everything)) argued.add(line);
  }, watchEveryMs);
  const typists: Typist[] = [];

  const person: Person = {
    home,
    everything,
    keyring,
    env,
    keyhaven: async (args, { input = '', env: more = {} } = {}) => {
      const told = await runKeyhaven(args, { env: { ...env, ...more }, input });
      said.push(told.out, told.err);
      return told;
    },
    json: async <T>(args: readonly string[], circumstances?: Circumstances) => {
      const { code, out, err } = await person.keyhaven([...args, '--json'], circumstances);
      if (code !== 0) throw new Error(`keyhaven ${args.join(' ')} ended with ${String(code)}: ${err}`);
      return JSON.parse(out) as T;
    },
    failure: async (args, circumstances) => {
      const { code, out, err } = await person.keyhaven([...args, '--json'], circumstances);
      if (code === 0) throw new Error(`keyhaven ${args.join(' ')} did not fail: ${out}`);
      return { ...(JSON.parse(err.trim().split('\n').at(-1) ?? '') as Failed).error, exit: code };
    },
    sitsAt: (args, terminal = {}) => {
      const typist = startOnTerminal({ command: [...program, ...args], env, ...terminal });
      typists.push(typist);
      return typist;
    },
    writes: (name, content, mode = 0o600) => {
      const path = join(own, name);
      writeFileSync(path, content);
      chmodSync(path, mode);
      return path;
    },
    plant: (...secrets) => {
      for (const secret of secrets) planted.add(secret);
    },
    leaks: () => [
      // Its keys are the practice exchange's own, and lie in its folder as an exchange keeps them.
      ...secretsBelow(everything, planted, [join(home, 'practice')]),
      ...[...said, ...typists.map((typist) => typist.screen())].flatMap((text) =>
        secretsIn(text, planted).map((secret) => `said: ${secret}`),
      ),
      ...[...argued].flatMap((text) => secretsIn(text, planted).map((secret) => `in arguments: ${secret}`)),
    ],
    leaves: async () => {
      clearInterval(watch);
      screen?.stop();
      await keyring.stop();
      rmSync(own, { recursive: true, force: true });
    },
  };
  return { ...person, display: screen?.name ?? null };
}

/** The arguments of every process that lives in this home. */
function argumentsOfAll(home: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
        // A process's children carry their own, which may be empty; they are known by the folder they work for.
        if (!environment.some((entry) => entry.includes(home))) return [];
        return [readFileSync(`/proc/${pid}/cmdline`, 'latin1')];
      } catch {
        return []; // It ended meanwhile.
      }
    });
}
