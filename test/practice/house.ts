import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../core/base/clock';
import { systemRandomness } from '../../core/base/random';
import type { ChildProcess, ProcessLauncher } from '../../core/base/ports';
import type { FieldName, TestOutcome } from '../../core/contract/words';
import { createExchangeTester, type ExchangeTesterParts } from '../../core/exchanges/exchange-tester';
import { createPracticeHome } from '../../core/exchanges/practice-home';
import type { PracticeHome, PracticeKey } from '../../core/exchanges/practice';
import type { ExchangeTester } from '../../core/exchanges/tester';
import { createNodeLauncher } from '../../core/exchanges/worker/node-launcher';
import { practiceControlOf, type PracticeControl } from '../support/practice-control';
import { bundleFolder } from './bundle';

export type Fields = Partial<Record<FieldName, string>>;

export interface PracticeStatusOfServer {
  openSockets: number;
  abandoned: number;
  requests: number;
}

/** A practice exchange with a folder of its own, a tester with a worker of its own, and an ear on all that children say. */
export interface House {
  readonly folder: string;
  readonly home: PracticeHome;
  readonly tester: ExchangeTester;
  /** Every message and all output of every child, as text. */
  readonly heard: string[];
  /** The processes started so far. */
  readonly children: { program: string; child: ChildProcess; ended: boolean }[];
  key(exchange: string, label?: string): PracticeKey;
  test(exchange: string, fields: Fields, signal?: AbortSignal): Promise<TestOutcome>;
  /** A call of the practice exchange's own control protocol. */
  readonly control: PracticeControl;
  readonly serverStatus: () => Promise<PracticeStatusOfServer>;
  close(): Promise<void>;
}

/** Starts everything and fills the practice exchange. `parts`: what shall differ from the product's own tester. */
export async function openHouse(parts: Partial<ExchangeTesterParts> = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'kh-practice-'));
  const heard: string[] = [];
  const children: House['children'] = [];
  const launcher = overheard(
    createNodeLauncher({ folder: bundleFolder, onOutput: (program, text) => heard.push(`${program}: ${text}`) }),
    heard,
    children,
  );
  const home = createPracticeHome({ folder, launcher, clock: systemClock, randomness: systemRandomness });
  const tester = createExchangeTester({ launcher, clock: systemClock, practice: home, ...parts });
  const keys = await home.keys();

  const control = practiceControlOf(folder);

  return {
    folder,
    home,
    tester,
    heard,
    children,
    key(exchange, label) {
      const found = keys.find((key) => key.exchange === exchange && (label === undefined || key.label === label));
      if (found === undefined) throw new Error(`no practice key of ${exchange}`);
      return found;
    },
    test: (exchange, fields, signal = new AbortController().signal) => tester.test({ exchange, fields }, signal),
    control,
    serverStatus: () => control('GET', '/keyhaven/status'),
    async close() {
      await tester.dispose();
      await home.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function overheard(launcher: ProcessLauncher, heard: string[], children: House['children']): ProcessLauncher {
  return {
    start(program, environment) {
      const child = launcher.start(program, environment);
      const entry = { program, child, ended: false };
      children.push(entry);
      child.onExit(() => (entry.ended = true));
      child.onMessage((message) => heard.push(`${program}: ${JSON.stringify(message)}`));
      return child;
    },
  };
}

/** Waits until something is so, looking often; says what it waited for when it never is. */
export async function eventually(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  withinMs = 5_000,
): Promise<void> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > withinMs) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The code of a failed test; a test that worked fails here. */
export function codeOf(outcome: TestOutcome): string {
  return outcome.outcome === 'fails' ? outcome.diagnosis.code : 'works';
}
