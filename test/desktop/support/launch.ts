import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { appArguments, testRuntime, type Runtime } from '../../../scripts/lib/runtime.mjs';

export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  /** The data folder, KEYHAVEN_HOME of the app. */
  readonly home: string;
  readonly runtime: Runtime;
  /** Everything the app wrote on its standard output and standard error so far. */
  output(): string;
  /** Quits the app as a person would, and waits for its process to end. The data folder stays when `home` was given. */
  quit(): Promise<void>;
}

export interface LaunchOptions {
  /** A data folder to use again; a fresh one otherwise. */
  readonly home?: string;
  readonly args?: readonly string[];
  /** Added to the session's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts the built app, with the sandbox on, in the desktop session the test runs in.
 * @throws outside such a session (`scripts/lib/session.mjs` makes one), and when no window opens within 20 s
 */
export async function launchApp({ home, args = [], env = {} }: LaunchOptions = {}): Promise<LaunchedApp> {
  if (process.getuid?.() === 0) throw new Error("Chromium's sandbox refuses root: run the desktop lane with npm test.");
  const runtime = testRuntime();
  const folder = home ?? mkdtempSync(join(tmpdir(), 'home-'));
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...appArguments(runtime), ...args],
    env: { ...definedEnvironment(), KEYHAVEN_HOME: folder, ...env },
    // Playwright adds --no-sandbox unless it is told not to, and forces the light theme unless given null.
    chromiumSandbox: true,
    colorScheme: null,
    timeout: 20_000,
  });
  // Attached at once: what the main process says when it fails is shown nowhere else.
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const page = await app.firstWindow({ timeout: 20_000 }).catch((error: unknown) => {
    app.process().kill('SIGKILL');
    throw new Error(`No window opened. The app said:\n${output}`, { cause: error });
  });
  return {
    app,
    page,
    home: folder,
    runtime,
    output: () => output,
    quit: async () => {
      await app.close();
      if (home === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
