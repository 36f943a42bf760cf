import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startApp, type App } from '../desktop/support/app';
import { program, runKeyhaven, type Told } from '../terminal/support/keyhaven';
import { startOnTerminal, type Typist } from '../terminal/support/typist';

/** What one step does and what it then saw, from outside, in words. It throws where something is not as it says. */
export interface Step {
  readonly name: string;
  readonly title: string;
  /** @returns what was seen, to be told */
  run(tour: Tour): Promise<string>;
}

export const passphrase = 'kh-test five words for the tour';

/** How long a step waits for what it expects. */
const patienceMs = 8_000;
const startMs = 25_000;

/** The one who takes the tour: a home, a window when it is open, and a terminal. */
export class Tour {
  /** The data folder. */
  readonly home: string;
  /** Files of the traveller's own, which are no part of Keyhaven. */
  readonly own: string;
  readonly env: Record<string, string>;
  recoveryCode = '';
  /** Secrets that must be found nowhere; each step adds those it handles. */
  readonly secrets = new Set<string>([passphrase]);
  readonly began = performance.now();
  private app: App | null = null;
  private pictures = 0;

  constructor() {
    const base = mkdtempSync(join(tmpdir(), 'kh-tour-'));
    this.home = join(base, 'home');
    this.own = join(base, 'own');
    mkdirSync(this.own);
    writeFileSync(this.ownFile('passphrase'), `${passphrase}\n`, { mode: 0o600 });
    this.env = { ...(process.env as Record<string, string>), KEYHAVEN_HOME: this.home };
  }

  ownFile(name: string): string {
    return join(this.own, name);
  }

  get page(): Page {
    if (this.app === null) throw new Error('the window is not open');
    return this.app.page;
  }

  get appPid(): number {
    if (this.app === null) throw new Error('the window is not open');
    return this.app.pid;
  }

  async opensWindow(): Promise<void> {
    // Where it cannot start it says so in a box, which waits for a click.
    this.app = await within(startMs, 'the window to open', startApp(this.home));
    this.page.setDefaultTimeout(patienceMs);
  }

  async quits(): Promise<void> {
    const app = this.app;
    if (app === null) return;
    await within(patienceMs, 'the window to close', app.quit());
    this.app = null;
  }

  /** A picture of the real window, numbered in the order of the journey. */
  async picture(name: string): Promise<void> {
    this.pictures += 1;
    const folder = process.env.KEYHAVEN_RESULTS;
    if (folder === undefined) return;
    const file = join(folder, `${String(this.pictures).padStart(2, '0')}-${name}.png`);
    // What moves has come to rest, so that two tours give the same pictures.
    writeFileSync(file, await this.page.screenshot({ animations: 'disabled' }));
  }

  /** A command that needs the open vault, given the passphrase by file. */
  keyhaven(args: readonly string[], input?: string): Promise<Told> {
    const all = [...args, '--passphrase-file', this.ownFile('passphrase')];
    return runKeyhaven(all, { env: this.env, ...(input === undefined ? {} : { input }) });
  }

  /** A program of the traveller's own, started by a command of Keyhaven's. */
  starts(
    { command, env }: { readonly command: readonly string[]; readonly env: Record<string, string> },
    args: readonly string[],
  ): Promise<Told> {
    const all = [...args, '--passphrase-file', this.ownFile('passphrase'), '--', ...command];
    return runKeyhaven(all, { env: { ...this.env, ...env } });
  }

  async json<T>(args: readonly string[]): Promise<T> {
    const { code, out, err } = await this.keyhaven([...args, '--json']);
    if (code !== 0) throw new Error(`keyhaven ${args.join(' ')} ended with ${String(code)}: ${err.trim()}`);
    return JSON.parse(out) as T;
  }

  sitsAt(args: readonly string[]): Typist {
    return startOnTerminal({ command: [...program, ...args], env: this.env });
  }

  vaultFile(): Buffer {
    return readFileSync(join(this.home, 'vault.keyhaven'));
  }
}

/** Repeats until it holds. @throws what it last said, when patience ends */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = patienceMs,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Takes the steps in order and tells each on standard output; stops at the first that does not hold.
 * @returns the exit code: 0 only when every step did what it says
 */
export async function takeTour(
  steps: readonly Step[],
  before: (step: Step, tour: Tour) => Promise<void> | void = () => {},
): Promise<number> {
  const tour = new Tour();
  for (const [index, step] of steps.entries()) {
    process.stdout.write(`${String(index + 1).padStart(2)}. ${step.title} … `);
    try {
      await before(step, tour);
      process.stdout.write(`${await step.run(tour)} ✓\n`);
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      process.stdout.write(`✗\nThe tour stopped at step ${String(index + 1)}, “${step.name}”: ${why}\n`);
      await tour.picture(`stopped-at-${step.name}`).catch(() => {});
      return 1;
    }
  }
  const seconds = ((performance.now() - tour.began) / 1000).toFixed(0);
  process.stdout.write(`The whole journey, ${String(steps.length)} steps, in ${seconds} s.\n`);
  return 0;
}
