import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../base/instants';
import { isFailure } from '../../base/failure';
import type { TestOutcome } from '../../contract/words';
import { fieldsOf, newRoom } from './rotations.fixture';

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
          const sure: { inUse: number; fresh: number | null; switchedFrom: number | null } = {
            ...{ inUse: 0, fresh: null, switchedFrom: null },
          };

          const revision = () => credentials.record(id).rotation?.revision ?? 1;
          const wish = () => ({ id, revision: revision() });
          const outcome = (): TestOutcome => ({
            ...{ outcome: 'fails', at: clock.now() },
            diagnosis: { code: 'notInspected', text: 'kh-test', next: 'kh-test' },
          });
          const tried = (reason: 'alive' | 'exact' | 'notEvidence') =>
            rotations.tried(id, revision(), { reason, code: null });
          const act: Record<(typeof actions)[number], () => Promise<void>> = {
            start: async () => {
              await rotations.start([id]);
            },
            paste: async () => {
              await rotations.paste(wish(), { typed: fieldsOf(pasted + 1), pasted: {} });
              pasted += 1;
              sure.fresh = pasted;
            },
            test: async () => {
              const { secretId } = await rotations.newKey(id);
              await rotations.tested(id, secretId, outcome(), true);
            },
            fail: async () => {
              const { secretId } = await rotations.newKey(id);
              await rotations.tested(id, secretId, outcome(), false);
            },
            compare: async () => {
              await rotations.compare(wish());
            },
            switch: async () => {
              await rotations.switch(wish(), 'window');
              [sure.switchedFrom, sure.inUse, sure.fresh] = [sure.inUse, sure.fresh ?? -1, null];
            },
            undo: async () => {
              const before = rotations.get(id).rotation.state;
              await rotations.undo(wish());
              if (before === 'switched')
                [sure.fresh, sure.inUse, sure.switchedFrom] = [sure.inUse, sure.switchedFrom ?? -1, null];
              else if (before !== 'compared') sure.fresh = null;
            },
            oldDeleted: async () => {
              await rotations.oldDeleted(wish());
            },
            alive: () => tried('alive'),
            dead: () => tried('exact'),
            unproven: () => tried('notEvidence'),
            finish: async () => {
              await rotations.finish(wish());
              sure.switchedFrom = null;
            },
            finishUnproven: async () => {
              await rotations.finish({ ...wish(), unproven: true, keepDays: 1 });
              sure.switchedFrom = null;
            },
            cancel: async () => {
              await rotations.cancel(wish());
              sure.fresh = null;
            },
            wipe: async () => {
              await rotations.wipeRetired();
            },
            dayPasses: async () => {
              clock.wallMs += dayMs;
            },
            clockBack: async () => {
              clock.wallMs -= 365 * dayMs;
            },
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
            expect((await credentials.fields(id)).fields).toEqual(fieldsOf(sure.inUse));
            const other = rotation?.other ?? null;
            const expected = sure.switchedFrom ?? sure.fresh;
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
