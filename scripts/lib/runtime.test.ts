import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appArguments, chooseRuntime, productMajor } from './runtime.mjs';

const current = { run: 'current', build: 'app' };
const evaluation = { run: 'evaluation', build: 'evaluation' };
const newOverride = { run: 'override', build: 'app' };
const oldOverride = { run: 'override', build: 'evaluation' };
const ask = { ask: true };
const refuse = { refuse: true };

const consents = ['given', 'refused', 'open', 'impossible'] as const;

describe('the runtime for a person', () => {
  const rows = [
    // override, current here, then what happens per consent: given, refused, open, impossible
    [undefined, true, [evaluation, current, current, current]],
    [undefined, false, [evaluation, refuse, ask, refuse]],
    [22, true, [oldOverride, refuse, ask, refuse]],
    [22, false, [oldOverride, refuse, ask, refuse]],
    [productMajor, true, [newOverride, newOverride, newOverride, newOverride]],
    [productMajor, false, [newOverride, newOverride, newOverride, newOverride]],
    [productMajor + 1, false, [newOverride, newOverride, newOverride, newOverride]],
    // A folder whose Electron does not say its version counts as old.
    [0, true, [oldOverride, refuse, ask, refuse]],
  ] as const;

  it.each(
    rows.flatMap(([override, here, choices]) =>
      consents.map((consent, i) => ({ override, here, consent, choice: choices[i] })),
    ),
  )('override $override, current here $here, consent $consent', ({ override, here, consent, choice }) => {
    expect(
      chooseRuntime({ audience: 'person', current: here, consent, ...(override !== undefined && { override }) }),
    ).toEqual(choice);
  });

  it('is never an old one unless the person said so', () => {
    for (const consent of ['refused', 'open', 'impossible'] as const) {
      for (const override of [undefined, 0, 22, 44]) {
        for (const here of [true, false]) {
          const choice = chooseRuntime({
            audience: 'person',
            current: here,
            consent,
            ...(override !== undefined && { override }),
          });
          expect(choice).not.toMatchObject({ build: 'evaluation' });
        }
      }
    }
  });
});

describe('the runtime for tests', () => {
  it.each([
    [undefined, true, current],
    [undefined, false, evaluation],
    [22, true, oldOverride],
    [productMajor, false, newOverride],
  ])('override %s, current here %s', (override, here, choice) => {
    expect(
      chooseRuntime({
        audience: 'test',
        current: here,
        consent: 'impossible',
        ...(override !== undefined && { override }),
      }),
    ).toEqual(choice);
  });
});

describe('the arguments of the app', () => {
  it('load the compatibility modules on the evaluation runtime and nowhere else', () => {
    expect(appArguments({ build: 'app' }, '/x')).toEqual([join('/x', 'out', 'app')]);
    expect(appArguments({ build: 'evaluation' }, '/x')).toEqual([
      '-r',
      join('/x', 'out', 'evaluation', 'compat', 'compat.cjs'),
      join('/x', 'out', 'evaluation'),
    ]);
  });

  it('never switch the sandbox off', () => {
    for (const build of ['app', 'evaluation'] as const) {
      expect(appArguments({ build }).join(' ')).not.toContain('sandbox');
    }
  });
});
