import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, instantOf } from '../../base/instants';
import { isFailure } from '../../base/failure';
import { systemRandomness } from '../../base/random';
import type { TestOutcome } from '../../contract/words';
import { createCredentials } from '../../credentials/store';
import { exchangeOf, fieldProblem } from '../../exchanges/catalogue/catalogue';
import type { VaultChange } from '../../vault/vault';
import { createRotations } from './rotations';

/** A vault in memory that keeps what it is given, as JSON and bytes. */
function memoryVault() {
  const rooms = new Map<string, string>();
  const secrets = new Map<string, Uint8Array>();
  return {
    secrets,
    room: (name: string): unknown => (rooms.has(name) ? JSON.parse(rooms.get(name) ?? '') : undefined),
    save: async ({ rooms: changed = {}, putSecrets = [], removeSecrets = [] }: VaultChange) => {
      for (const [name, value] of Object.entries(changed)) rooms.set(name, JSON.stringify(value));
      for (const { id, purpose, plain } of putSecrets) secrets.set(`${id} ${purpose}`, Uint8Array.from(plain));
      for (const id of removeSecrets)
        for (const key of secrets.keys()) if (key.startsWith(`${id} `)) secrets.delete(key);
    },
    secret: async (id: string, purpose: string) => {
      const found = secrets.get(`${id} ${purpose}`);
      if (found === undefined) throw new Error('no such secret');
      return Uint8Array.from(found);
    },
  };
}

const fieldsOf = (n: number) => ({
  apiKey: `khTest${String(n)}`.padEnd(64, 'K'),
  secret: `khTest${String(n)}`.padEnd(64, 'S'),
});

async function newRoom() {
  const vault = memoryVault();
  const clock = { wallMs: Date.UTC(2026, 10, 24), now: () => instantOf(clock.wallMs), monotonicMs: () => 0 };
  const parts = { vault, clock, randomness: systemRandomness };
  const credentials = createCredentials({ ...parts, exchanges: { exchangeOf, fieldProblem } });
  const id = await credentials.add({ exchange: 'binance', label: 'Desk', purpose: 'spotBot', fields: fieldsOf(0) });
  return { vault, clock, credentials, id, rotations: createRotations({ ...parts, credentials }) };
}

const actions = [
  'start',
  'paste',
  'test',
  'fail',
  'compare',
  'switch',
  'undo',
  'oldDeleted',
  'alive',
  'dead',
  'unproven',
  'finish',
  'finishUnproven',
  'cancel',
  'wipe',
  'dayPasses',
  'clockBack',
] as const;

/** From somewhere on the straight way, which by chance alone would seldom be gone to its end. */
const straight = ['start', 'paste', 'test', 'compare', 'switch', 'oldDeleted', 'dead', 'finish'] as const;
const orders = fc
  .tuple(fc.nat(straight.length), fc.array(fc.constantFrom(...actions), { maxLength: 30 }))
  .map(([length, others]) => [...straight.slice(0, length), ...others]);

describe('steps in any order, with the clock going as it likes,', () => {
  it(
    'lose no key in use, keep both secrets until the end, and leave no secret that belongs to nothing',
    { timeout: 60_000 },
    () =>
      fc.assert(
        fc.asyncProperty(orders, async (order) => {
          const { vault, clock, credentials, id, rotations } = await newRoom();
          let pasted = 0;
          // What the person is sure of: which key is in use, by its number.
          let inUse = 0;
          let fresh: number | null = null;
          let switchedFrom: number | null = null;

          const revision = () => credentials.record(id).rotation?.revision ?? 1;
          const wish = () => ({ id, revision: revision() });
          const outcome = (): TestOutcome => ({
            ...{ outcome: 'fails', at: clock.now() },
            diagnosis: { code: 'notInspected', text: 'kh-test', next: 'kh-test' },
          });
          const tried = (reason: 'alive' | 'exact' | 'notEvidence') =>
            rotations.tried(id, revision(), { reason, code: null });
          const act: Record<(typeof actions)[number], () => Promise<void>> = {
            start: async () => void (await rotations.start([id])),
            paste: async () => {
              await rotations.paste(wish(), { typed: fieldsOf(pasted + 1), pasted: {} });
              pasted += 1;
              fresh = pasted;
            },
            test: async () => {
              const { secretId } = await rotations.newKey(id);
              await rotations.tested(id, secretId, outcome(), true);
            },
            fail: async () => {
              const { secretId } = await rotations.newKey(id);
              await rotations.tested(id, secretId, outcome(), false);
            },
            compare: async () => void (await rotations.compare(wish())),
            switch: async () => {
              await rotations.switch(wish(), 'window');
              [switchedFrom, inUse, fresh] = [inUse, fresh ?? -1, null];
            },
            undo: async () => {
              const before = rotations.get(id).rotation.state;
              await rotations.undo(wish());
              if (before === 'switched') [fresh, inUse, switchedFrom] = [inUse, switchedFrom ?? -1, null];
              else if (before !== 'compared') fresh = null;
            },
            oldDeleted: async () => void (await rotations.oldDeleted(wish())),
            alive: () => tried('alive'),
            dead: () => tried('exact'),
            unproven: () => tried('notEvidence'),
            finish: async () => {
              await rotations.finish(wish());
              switchedFrom = null;
            },
            finishUnproven: async () => {
              await rotations.finish({ ...wish(), unproven: true, keepDays: 1 });
              switchedFrom = null;
            },
            cancel: async () => {
              await rotations.cancel(wish());
              fresh = null;
            },
            wipe: async () => void (await rotations.wipeRetired()),
            dayPasses: async () => void (clock.wallMs += dayMs),
            clockBack: async () => void (clock.wallMs -= 365 * dayMs),
          };

          for (const name of order) {
            const before = revision();
            await act[name]().catch((error: unknown) => {
              const known = [
                'notNow',
                'none',
                'underWay',
                'noNewKey',
                'newKeyOld',
                'notProven',
                'tooManyKept',
              ] as const;
              if (!known.some((code) => isFailure(error, `rotation.${code}`))) throw error;
              expect(revision()).toBe(before);
            });

            const { rotation, retired = [], exchange, lives = [] } = credentials.record(id);
            expect((await credentials.fields(id)).fields).toEqual(fieldsOf(inUse));
            const other = rotation?.other ?? null;
            const expected = switchedFrom ?? fresh;
            expect(other === null ? null : await credentials.sealed(exchange, other.secretId)).toEqual(
              expected === null ? null : fieldsOf(expected),
            );
            for (const old of retired) expect(await credentials.sealed(exchange, old.secretId)).toBeDefined();
            // Nothing is sealed that no record knows of: what is over is wiped.
            expect(vault.secrets.size).toBe(1 + (other === null ? 0 : 1) + retired.length);
            expect(lives.every(({ added, ended }) => added <= ended || order.includes('clockBack'))).toBe(true);
          }
        }),
        { numRuns: 300 },
      ),
  );
});
