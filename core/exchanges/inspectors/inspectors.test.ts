import { describe, expect, it } from 'vitest';
import { PermissionReport, rights } from '../../contract/words';
import { supportOf } from '../support';
import { asked, reported } from './asking.fixture';
import { families, ownKey } from './families.fixture';
import { inspectorOf, inspectors } from './inspectors';

const ReportPart = PermissionReport.omit({ asked: true, evidence: true, how: true });
const told = inspectors.filter(({ how }) => how === 'told');
const idsOf = (inspector: (typeof inspectors)[number]) => Object.keys(inspector.hosts);
const familyOf = (inspector: (typeof inspectors)[number]) => families[idsOf(inspector)[0]!]!;
const names = told.map((inspector) => ({ name: idsOf(inspector)[0]!, inspector }));

/** Documented answers of each family, and what a network, a proxy or another program might say in their place. */
const strangers = [
  '<!DOCTYPE html><html>login</html>',
  '',
  null,
  undefined,
  42,
  true,
  [],
  {},
  [[]],
  [null],
  { code: 0, msg: 'ok' },
  { code: '0', data: [] },
  { code: '0', data: 'no' },
  { code: '00000', data: null },
  { code: '200000', data: 7 },
  { code: 200, data: {} },
  { retCode: 0, result: 7 },
  { retCode: 10003, result: {} },
  { error: [], result: 'ok' },
  { result: 'true' },
  { permissions: 7 },
];

describe('the inspector of', () => {
  it.each(names)('$name makes a report of the documented answer that fits into the contract', async ({ inspector }) => {
    const { script, ...more } = familyOf(inspector);
    const report = await reported(inspector, script, more);
    expect(ReportPart.safeParse(report).error).toBeUndefined();
    expect(Object.values(report.rights)).toContain('yes');
    expect(JSON.stringify(report)).not.toContain(ownKey);
    expect(JSON.stringify(report)).not.toContain('kh-test');
  });

  it.each(names)('$name takes nothing of another shape, of whichever call', async ({ inspector }) => {
    const { script, ...more } = familyOf(inspector);
    const first = Object.keys(script)[0]!;
    for (const stranger of strangers) {
      const { report } = await asked(inspector, { ...script, [first]: stranger }, more);
      expect(report, JSON.stringify(stranger)).toBeNull();
    }
  });

  it.each(names)('$name takes no answer of another family for its own', async ({ name, inspector }) => {
    const { script, ...more } = familyOf(inspector);
    const first = Object.keys(script)[0]!;
    for (const [other, family] of Object.entries(families)) {
      if (other === name || isRelated(other, name)) continue;
      for (const answer of Object.values(family.script)) {
        const { report } = await asked(inspector, { ...script, [first]: answer }, more);
        expect(report, other).toBeNull();
      }
    }
  });
});

describe('a part of the documented answer', () => {
  it.each(names)('of $name that is missing or of another type never makes a no', async ({ inspector }) => {
    const { script, ...more } = familyOf(inspector);
    const full = await reported(inspector, script, more);
    for (const [call, answer] of Object.entries(script)) {
      for (const path of pathsIn(answer)) {
        for (const value of [undefined, null, 7, 'kh-test-9', [7], {}]) {
          const { report } = await asked(inspector, { ...script, [call]: withAt(answer, path, value) }, more);
          if (report === null || report === 'gave up') continue;
          const where = `${call} ${path.join('.')} ${JSON.stringify(value)}`;
          expect(ReportPart.safeParse(report).error, where).toBeUndefined();
          const noMore = rights.filter((right) => report.rights[right] === 'no' && full.rights[right] !== 'no');
          expect({ where, noMore }).toEqual({ where, noMore: isWord(path) ? noMore : [] });
          expect(JSON.stringify(report), where).not.toContain('kh-test');
        }
      }
    }
  });
});

/** One of several words: with another in its place its right is not granted. */
function isWord(path: readonly string[]): boolean {
  return path.join('.') === '0.perms.0.name';
}

/** The ways to every named part of an answer, through the first entries of its lists. */
function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [] : Object.keys(value);
  const inside = Object.entries(value).flatMap(([name, inner]) => pathsIn(inner).map((rest) => [name, ...rest]));
  return [...entries.map((name) => [name]), ...inside];
}

function withAt(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): unknown {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[name!] = rest.length === 0 ? replacement : withAt(copy[name!], rest, replacement);
  return copy;
}

/** Flags by the same names: BingX took them from Binance, with and without a wrapper. */
function isRelated(one: string, other: string): boolean {
  return [one, other].every((name) => ['binance', 'bingx', 'lbank'].includes(name));
}

describe('every inspector', () => {
  it('has a documented answer here', () => {
    expect(names.map(({ name }) => name).sort()).toEqual(Object.keys(families).sort());
  });

  it('and no other belongs to each of its exchanges', () => {
    const ids = inspectors.flatMap(idsOf);
    expect(new Set(ids).size).toBe(ids.length);
    for (const inspector of inspectors) for (const id of idsOf(inspector)) expect(inspectorOf(id)).toBe(inspector);
  });

  it('is not found by the names that every object has', () => {
    for (const id of ['constructor', '__proto__', 'nowhere', '']) expect(supportOf(id)).toBe('kept');
    expect([supportOf('bybiteu'), supportOf('binanceus')]).toEqual(['inspected', 'probed']);
  });
});
