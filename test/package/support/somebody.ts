import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInSession } from '../../../scripts/lib/session.mjs';
import { run } from './package';

/** A user without rights whose files outlive a session, as those of a person outlive a log-in. */
export interface Somebody {
  /** Where this user's programs keep their data: `$XDG_DATA_HOME`. */
  readonly data: string;
  /** What the last session wrote into `$KEYHAVEN_RESULTS`. */
  result(file: string): string;
  /** Runs words in a log-in of their own, with the keyring unlocked. @throws with what was said when it ends with a failure */
  logsIn(command: readonly string[], display?: 'display'): Promise<void>;
  /** Runs lines of shell in the same way. */
  types(script: string, display?: 'display'): Promise<void>;
  leaves(): void;
}

export async function somebody(): Promise<Somebody> {
  // The session makes the user when there is none yet.
  await runInSession({ command: ['true'], timeoutMs: 20_000 });
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(run('id', flag, 'keyhaven-test')));
  const [data, results] = ['kh-data-', 'kh-results-'].map((prefix) => mkdtempSync(join(tmpdir(), prefix))) as [
    string,
    string,
  ];
  chownSync(data, uid, gid);

  const logsIn = async (command: readonly string[], display?: 'display') => {
    let said = '';
    const { code } = await runInSession({
      command: [...command],
      keyring: true,
      display: display === 'display',
      results,
      env: { XDG_DATA_HOME: data },
      timeoutMs: 80_000,
      onOutput: (text) => (said += text),
    });
    if (code !== 0) throw new Error(`ended with ${String(code)}:\n${said}`);
  };
  return {
    data,
    result: (file) => readFileSync(join(results, file), 'utf8'),
    logsIn,
    types: (script, display) => logsIn(['sh', '-ec', `cd "$KEYHAVEN_RESULTS"\n${script}`], display),
    leaves: () => {
      for (const folder of [data, results]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
