import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { appArguments, testRuntime } from '../../../scripts/lib/runtime.mjs';

export const runtime = testRuntime();

/** Whether the old runtime stands in: what it cannot show is skipped by name. */
export const onEvaluation = runtime.build === 'evaluation';

/** Said in the name of every group of tests, so that a report tells what its passes were passes on. */
export const onRuntime = `on Electron ${runtime.version}${onEvaluation ? ', the evaluation runtime' : ''}`;

/** The folder with the built `main/`, `preload/` and `renderer/`. */
export const builtApp = appArguments(runtime).at(-1) ?? '';

export interface App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** The data folder. */
  readonly home: string;
  readonly pid: number;
  /** Warnings and errors of the page's console, and errors nobody caught. */
  readonly complaints: string[];
  /** What the main process printed. */
  output(): string;
  /** Quits as a person would, and waits for the end. */
  quit(): Promise<void>;
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), 'kh-home-'));

/** @param other what another session than ours has in place of ours */
export const environment = (home: string, other: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  ...other,
  KEYHAVEN_HOME: home,
});

/**
 * Starts the built app, with its sandbox on, in the desktop session that the test runs in.
 * @throws outside such a session, and when no window opens within 20 s
 */
export async function startApp(home: string = newHome(), other?: Readonly<Record<string, string>>): Promise<App> {
  if (process.getuid?.() === 0)
    throw new Error('Chromium’s sandbox refuses root: run this lane by `npm test -- desktop`.');
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: appArguments(runtime),
    env: environment(home, other),
    // Playwright adds --no-sandbox unless it is told not to, and forces the light theme unless given null.
    chromiumSandbox: true,
    colorScheme: null,
  });
  const child = electron.process();
  // Attached at once: what the main process says when it fails is shown nowhere else.
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (printed += String(text)));

  const page = await electron.firstWindow({ timeout: 20_000 }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`No window opened. The app said:\n${printed}`, { cause: error });
  });
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Meant for frames of another's page. Ours is the page itself, and its sandbox is there for what it does not name.
    if (message.text().includes('allow-scripts and allow-same-origin')) return;
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForFunction(() => document.body.innerText.trim() !== '');
  return {
    electron,
    page,
    home,
    pid: child.pid ?? 0,
    complaints,
    output: () => printed,
    quit: () => electron.close(),
  };
}

/** Keeps a picture of the window, where the lane's results go. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.KEYHAVEN_RESULTS !== undefined) keepPicture(name, await page.screenshot());
}

/** The same of the whole screen, for what is in no page. */
export async function screenPicture(electron: ElectronApplication, name: string): Promise<void> {
  if (process.env.KEYHAVEN_RESULTS === undefined) return;
  const taken = await electron.evaluate(async ({ desktopCapturer }) => {
    const size = { width: 1280, height: 1024 };
    const [screen] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: size });
    return screen?.thumbnail.toPNG().toString('base64') ?? '';
  });
  keepPicture(name, Buffer.from(taken, 'base64'));
}

function keepPicture(name: string, png: Buffer): void {
  const folder = join(process.env.KEYHAVEN_RESULTS ?? '', 'pictures');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), png);
}
