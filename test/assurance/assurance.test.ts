import { describe, expect, it } from 'vitest';
import { lanes } from '../../scripts/test/lanes.mjs';
import type { Promised } from '../../scripts/test/promises.mjs';
import { attackers } from './attackers.mjs';
import { promises } from './promises.mjs';
import { threatModelPage } from './threat-model.mjs';

const rows: [string, Promised][] = Object.entries(promises);
const lanesWithTests = lanes.filter(({ vitest }) => vitest !== undefined).map(({ name }) => name);

describe('a promise', () => {
  it.each(rows)('%s is a sentence, holds against somebody, and names tests of lanes that there are', (_id, row) => {
    expect(row.promise).toMatch(/^\S.+\.$/);
    expect(row.concerns.length).toBeGreaterThan(0);
    const named = Object.entries(row.shownBy);
    expect(named.length).toBeGreaterThan(0);
    for (const [lane, tests] of named) {
      expect(lanesWithTests).toContain(lane);
      expect(tests.length).toBeGreaterThan(0);
    }
  });
});

describe('the threat model', () => {
  it('says of every attacker what holds and what does not', () => {
    for (const [id, { not }] of Object.entries(attackers)) {
      expect(rows.some(([, { concerns }]) => concerns.some((one) => one === id))).toBe(true);
      expect(not.length).toBeGreaterThan(0);
    }
  });

  it('is the page in docs (npx vitest run test/assurance -u)', async () => {
    await expect(threatModelPage()).toMatchFileSnapshot('../../docs/threat-model.md');
  });
});
