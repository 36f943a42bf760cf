import { dayMs, hourMs, instantOf } from '../../core/base/instants';
import { systemClock } from '../../core/base/clock';
import { systemRandomness } from '../../core/base/random';
import { createKeychain } from '../../core/keychain/keychain';
import type { KeychainPort } from '../../core/keychain/port';
import type { DueKey } from '../../core/rotation/reminders/due';
import { createReminders } from '../../core/rotation/reminders/reminders';

/** Two keys that are told of at each stage, one after the other, by a file beside a vault that is open or locked. */

const dueMs = Date.UTC(2030, 5, 15, 12);
const stages = ['early', 'soon', 'lastDay'] as const;
const keys: readonly DueKey[] = ['one', 'two'].map((label, n) => ({
  id: `khtestkey${String(n)}`.padEnd(26, '0'),
  label,
  exchangeName: 'Binance',
  reasons: [{ kind: 'policy', atMs: dueMs + n * hourMs, lifeDays: 90, text: 'rotation every 90 days' }],
}));
/** When it is looked; at each of them both keys have one more stage behind them. */
export const lookTimes = [dueMs - 10 * dayMs, dueMs - 2 * dayMs, dueMs - 6 * hourMs];
export const allTold = keys.flatMap(({ label }) => stages.map((stage) => `${label ?? ''} ${stage}`)).sort();

export interface TellingParts {
  readonly folder: string;
  readonly port: KeychainPort;
  readonly vault: 'open' | 'locked';
  /** A step between the file's: about to show, or shown. */
  readonly step?: (name: string) => void;
  readonly shown: (what: string) => Promise<unknown>;
}

export function tellingIn({ folder, port, vault, step = () => undefined, shown }: TellingParts) {
  let nowMs = lookTimes[0]!;
  const reminders = createReminders({
    ...{ folder, holder: 'a writer', randomness: systemRandomness },
    clock: { ...systemClock, now: () => instantOf(nowMs) },
    keychain: createKeychain({ port, randomness: systemRandomness }),
    zone: () => () => 0,
    preferences: async () => ({ reminders: true, quietHours: null }),
    mode: async () => 'keychain',
    open: async () =>
      vault === 'locked'
        ? null
        : { ...{ id: 'khtestvault'.padEnd(26, '0'), mode: 'keychain', keys, names: true }, ...remembersNothing },
    remember: async () => undefined,
    report: async () => undefined,
  });
  return {
    /** How the file stands. */
    state: async () => (await reminders.list()).file,
    async look(atMs: number): Promise<void> {
      nowMs = atMs;
      await reminders.look(async (due) => {
        step('show');
        for (const { key, moment } of due) await shown(`${key.label ?? ''} ${moment.stage}`);
        step('confirm');
        return true;
      });
    },
  };
}

const remembersNothing = { salt: Buffer.alloc(32), remembered: null } as const;
