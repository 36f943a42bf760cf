import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { CallName, Input, Output } from '../../core/contract/contract';
import type { EndReport, Issued } from '../../core/contract/tokens';
import { createNodeLauncher } from '../../core/exchanges/worker/node-launcher';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import { bundleFolder } from '../practice/bundle';
import { practiceControlOf, type PracticeControl } from '../support/practice-control';
import { createTestWorld, type TestWorld } from '../support/world';

/** A Keyhaven that serves, its practice exchange filled, and a person at it. */
export interface Desk {
  readonly keyhaven: Keyhaven;
  readonly world: TestWorld;
  /** @throws Error with the failure's code */
  call<O extends CallName>(operation: O, input: Input<O>): Promise<Output<O>>;
  /** The practice key of a style, in the vault, that may trade. */
  credential(style: 'binance' | 'okx'): Promise<string>;
  token(style: 'binance' | 'okx', policy: string, more?: Partial<Input<'token.new'>>): Promise<Issued>;
  revoke(id: string, orders?: 'keep' | 'cancel'): Promise<EndReport | null>;
  /** The practice exchange's own control calls: what a person sees at the exchange. */
  readonly control: PracticeControl;
  close(): Promise<void>;
}

const labels = { binance: 'Grid bot', okx: 'Rebalancer' } as const;
const everything = {
  binance: {
    enableReading: true,
    enableSpotAndMarginTrading: true,
    enableFutures: true,
    enableMargin: true,
    enableWithdrawals: true,
  },
  okx: { read_only: true, trade: true, withdraw: true },
} as const;

async function newWorld(): Promise<TestWorld> {
  const fresh = await createTestWorld({ launcher: createNodeLauncher({ folder: bundleFolder }) });
  return { ...fresh, app: { ...fresh.app, server: 'serve' } };
}

/** The application of what `world` has: the same folder and keychain, as after a restart. */
export async function openDesk(given?: TestWorld): Promise<Desk> {
  const world = given ?? (await newWorld());
  mkdirSync(world.home, { recursive: true, mode: 0o700 });
  const keyhaven = createKeyhaven(world);
  const door = keyhaven.door('window');
  const caller = { id: 'person' };

  async function call<O extends CallName>(operation: O, input: Input<O>): Promise<Output<O>> {
    const answer = await door.call(operation, input, caller);
    if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    return answer.value as Output<O>;
  }

  if (given === undefined) await call('vault.create', { mode: 'keychain' });
  else await call('vault.unlock', {});

  const control = practiceControlOf(join(world.home, 'practice'));
  const credentials = new Map<string, string>();
  /** Its key may do everything there, withdraw too: what holds is the token alone. */
  async function credential(style: 'binance' | 'okx'): Promise<string> {
    if (credentials.size === 0) {
      await call('practice.fill', {});
      for (const [name, label] of Object.entries(labels)) {
        const rows = await call('credential.list', {});
        const row = rows.find((one) => one.label === label);
        if (row === undefined) throw new Error(`no practice key “${label}”`);
        const { keys } = await control<{ keys: { apiKey: string; label: string }[] }>('GET', '/keyhaven/keys');
        const apiKey = keys.find((key) => key.label === label)?.apiKey;
        await control('POST', '/keyhaven/keys/rights', { apiKey, rights: everything[name as keyof typeof labels] });
        credentials.set(name, row.id);
      }
    }
    return credentials.get(style) ?? '';
  }

  async function authorized<T>(id: string, work: () => Promise<T>): Promise<T> {
    await call('authorization.give', { kind: 'issue', credential: id });
    return work();
  }

  return {
    keyhaven,
    world,
    call,
    control,
    credential,
    async token(style, policy, more = {}) {
      const id = await credential(style);
      return authorized(id, () => call('token.new', { credential: id, policy, ...more }));
    },
    async revoke(id, orders) {
      const { orders: report } = await call('token.revoke', { id, ...(orders !== undefined && { orders }) });
      return report;
    },
    async close() {
      await keyhaven.close();
      world.remove();
    },
  };
}

/** One step that a bot took. */
export interface Step {
  readonly call: string;
  readonly ok: boolean;
  readonly result?: unknown;
  /** The class of the client's exception. */
  readonly error?: string;
  readonly message?: string;
}

export interface Bot {
  /** The program and its first words. */
  readonly run: readonly [program: string, ...words: string[]];
  readonly exchange: 'binance' | 'okx';
  readonly token: Issued;
  readonly steps?: readonly (readonly unknown[])[];
  readonly more?: Readonly<Record<string, string>>;
}

/** Runs an unmodified program to its end; its configuration is all that names the token. */
export async function runBot({ run, exchange, token, steps, more = {} }: Bot): Promise<Step[]> {
  const [program, ...words] = run;
  const child = spawn(program, words, {
    cwd: join(import.meta.dirname, '../clients'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      KH_EXCHANGE: exchange,
      KH_URL: token.token.address,
      KH_KEY: token.apiKey,
      KH_SECRET: token.secret,
      ...(token.password !== null && { KH_PASSWORD: token.password }),
      ...(steps !== undefined && { KH_STEPS: JSON.stringify(steps) }),
      ...more,
    },
  });
  const [output, trouble] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (output === '') throw new Error(`the bot said nothing: ${trouble.slice(0, 2000)}`);
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Step);
}

export const javaScript = [process.execPath, 'bot.mjs'] as const;
