import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '../../core/base/instants';
import type { Clock } from '../../core/base/ports';
import { createKeyhaven, type Keyhaven } from '../../core/keyhaven';
import type { KeyhavenWorld } from '../../core/world';
import { personAt } from './person';
import { createTestWorld, type TestWorld } from './world';

export const passphrase = 'kh-test-passphrase of four words';
export const binanceKey = (mark: string) => `khTest${mark}`.padEnd(64, 'K');
export const binanceSecret = (mark: string) => `khTest${mark}`.padEnd(64, 'S');

export const binanceInput = (mark: string) =>
  ({
    exchange: 'binance',
    label: mark,
    purpose: 'tracker',
    fields: { apiKey: binanceKey(mark), secret: binanceSecret(mark) },
  }) as const;

/** A clock that a test can set: forwards, and the wall's alone also backwards. */
export function settableClock(): Clock & { wallMs: number; passedMs: number } {
  return {
    wallMs: Date.UTC(2026, 10, 24, 12),
    passedMs: 1000,
    now() {
      return instantOf(this.wallMs);
    },
    monotonicMs() {
      return this.passedMs + performance.now();
    },
  };
}

export interface House {
  readonly world: TestWorld;
  readonly keyhaven: Keyhaven;
  readonly person: ReturnType<typeof personAt>;
  /** Another Keyhaven on the same data folder, with the same keychain. */
  again(changes?: Partial<KeyhavenWorld>): Keyhaven;
  close(): Promise<void>;
}

/** A Keyhaven on a data folder of its own, and the person at its window. */
export async function newHouse(changes: Partial<KeyhavenWorld> = {}): Promise<House> {
  const world = await createTestWorld(changes);
  const keyhaven = createKeyhaven(world);
  const opened = [keyhaven];
  return {
    world,
    keyhaven,
    person: personAt(keyhaven.door('window')),
    again: (others = {}) => {
      const another = createKeyhaven({ ...world, ...others });
      opened.push(another);
      return another;
    },
    close: async () => {
      for (const each of opened) await each.close();
      world.remove();
    },
  };
}

export interface Template {
  readonly recoveryCode: string;
  readonly ids: readonly string[];
  /** A house with a copy of this vault in it, locked. */
  copy(changes?: Partial<KeyhavenWorld>): Promise<House>;
  remove(): void;
}

/** A vault with two keys that opens with the keychain, made once and copied for each test. */
export async function vaultOfTwoKeys(): Promise<Template> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhaven-template-'));
  const made = await newHouse();
  const { recoveryCode } = await made.person.ask('vault.create', { mode: 'keychain' });
  const one = await made.person.ask('credential.add', binanceInput('one'));
  const two = await made.person.ask('credential.add', binanceInput('two'));
  await made.person.ask('vault.lock', {});
  cpSync(made.world.home, folder, { recursive: true });
  const entries = [...made.world.keychain.entries];
  await made.close();
  return {
    recoveryCode,
    ids: [one.id, two.id],
    copy: async (changes) => {
      const house = await newHouse(changes);
      cpSync(folder, house.world.home, { recursive: true });
      for (const [name, value] of entries) house.world.keychain.entries.set(name, value);
      return house;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
