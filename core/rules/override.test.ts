import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInBook, builtInRules, rulesOf } from './key-rules';
import { KeyRule } from './rule';
import { createRulesHome, lookAtRules, rulesFile } from './rules-home';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'keyhaven-rules-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const write = (text: string) => writeFileSync(join(folder, rulesFile), text);

const own = {
  id: 'kraken.ends',
  exchanges: ['kraken'],
  rule: 'Kraken ends a key after 60 days',
  kind: 'fixed',
  appliesWhen: { noIpList: false, rights: null },
  days: 60,
  source: 'kh-test',
  seenOn: '2026-11',
  confidence: 'H',
};
const file = (more: object = {}) => JSON.stringify({ version: 1, rules: [own], ...more });

describe('the built-in rules', () => {
  it('each have the shape of a rule, and an id of their own', () => {
    for (const rule of builtInRules) expect(KeyRule.parse(rule)).toEqual(rule);
    expect(new Set(builtInRules.map(({ id }) => id)).size).toBe(builtInRules.length);
  });
});

describe('the person’s own file', () => {
  it('adds rules, takes the place of some and takes others away', async () => {
    write(file({ rules: [own, { ...own, id: 'okx.idle', exchanges: ['okx'], days: 5 }], without: ['gate.ends'] }));
    const home = createRulesHome(folder);
    await home.refresh();
    expect(home.state()).toEqual({ state: 'inForce', rules: 3, problem: null });
    expect(rulesOf(home.book(), 'kraken')).toContainEqual(own);
    expect(rulesOf(home.book(), 'okx').find(({ id }) => id === 'okx.idle')?.days).toBe(5);
    expect(rulesOf(home.book(), 'gate')).toEqual([]);
  });

  it('that comes, changes and goes is followed', async () => {
    const home = createRulesHome(folder);
    await home.refresh();
    expect(home.state().state).toBe('none');
    write(file());
    await home.refresh();
    expect(home.state().state).toBe('inForce');
    rmSync(join(folder, rulesFile));
    await home.refresh();
    expect(home.state().state).toBe('none');
    expect(home.book()).toBe(builtInBook);
  });

  it.each([
    ['', 'It is not JSON.'],
    ['{', 'It is not JSON.'],
    ['[]', 'What stands at its top is not what belongs there.'],
    ['{"version":2}', 'What stands at version is not what belongs there.'],
    [file({ more: 1 }), 'There is a name at its top that is not known.'],
    [file({ rules: [{ ...own, days: 'kh-test-odd' }] }), 'What stands at rules.0.days is not what belongs there.'],
    [file({ rules: [own, own] }), 'Two of its rules have the same id.'],
    [file({ without: ['nowhere.ends'] }), 'It takes away a rule that Keyhaven does not have.'],
    ['x'.repeat(300 * 1024), 'It is larger than 256 KiB.'],
  ])('that is bad leaves the built-in rules in force and is left as it is (%#)', async (text, problem) => {
    write(text);
    const home = createRulesHome(folder);
    await home.refresh();
    expect(home.state()).toEqual({ state: 'notUnderstood', rules: 0, problem });
    expect(await lookAtRules(folder)).toEqual(home.state());
    expect(home.book()).toBe(builtInBook);
    expect(readFileSync(join(folder, rulesFile), 'utf8')).toBe(text);
  });

  it('that is a link is not followed', async () => {
    writeFileSync(join(folder, 'other.json'), file());
    symlinkSync(join(folder, 'other.json'), join(folder, rulesFile));
    expect(await lookAtRules(folder)).toMatchObject({ state: 'notUnderstood', problem: 'It is no regular file.' });
  });

  it.skipIf(process.getuid?.() === 0)('that cannot be read says so', async () => {
    write(file());
    chmodSync(join(folder, rulesFile), 0);
    expect(await lookAtRules(folder)).toMatchObject({ problem: 'It cannot be read.' });
  });
});
