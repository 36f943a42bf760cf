import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Health } from '../../core/contract/health';
import { makesVault } from './support/answers';
import { binanceKey } from './support/keys';
import { newPerson, type Person } from './support/person';

/** `keyhaven health`: exit codes for scripts, mutes with a typed yes, a report to show. */

let person: Person;
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  await makesVault(person);
  await person.json(['practice', 'fill']);
  const exchange = person.sitsAt(['practice']);
  await exchange.sees('running at http://127.0.0.1:');
  await person.keyhaven(['test']);
});
afterAll(() => person.leaves());

const looks = async () => {
  const { code, out } = await person.keyhaven(['health', '--json']);
  return { code, health: JSON.parse(out) as Health };
};

describe('keyhaven health', () => {
  it('ends with 11 where a key can withdraw, and says so first', async () => {
    const { code, health } = await looks();
    expect(code).toBe(11);
    expect(health.todo[0]?.finding.kind).toBe('canWithdraw');
    const { out } = await person.keyhaven(['health']);
    expect(out).toMatch(/Health: \d+ of 100/);
    expect(out).toMatch(/ 1\. critical {2}This key can withdraw/);
  });

  it('writes a report for this user alone, without labels where it is to be private, and over no other file', async () => {
    const open = join(person.home, '..', 'report.md');
    const hidden = join(person.home, '..', 'private.md');
    expect((await person.keyhaven(['health', '--report', open])).code).toBe(11);
    await person.keyhaven(['health', '--report', hidden, '--private']);
    const label = (await looks()).health.todo[0]?.label ?? '';
    expect(label).not.toBe('');
    expect(readFileSync(open, 'utf8')).toContain(label);
    expect(readFileSync(hidden, 'utf8')).not.toContain(label);
    expect(statSync(open).mode & 0o077).toBe(0);
    expect((await person.failure(['health', '--report', open])).code).toBe('export.exists');
  });

  it('mutes only with a yes on the terminal, and what is muted counts no more', async () => {
    const dangerous = (await looks()).health.todo.filter(({ finding }) => finding.severity === 'critical');
    const [first] = dangerous;
    const day = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const args = ['health', 'mute', first?.credential ?? '', 'canWithdraw', '--reason', 'kh-test', '--until', day];
    expect((await person.failure(args)).code).toBe('authorization.noTerminal');

    const typist = person.sitsAt(args);
    await typist.sees('Type yes to go on:');
    typist.types('yes\r');
    expect((await typist.ends()).code).toBe(0);
    const { health } = await looks();
    expect(health.counts).toMatchObject({ muted: 1, critical: dangerous.length - 1 });
    await person.json(['health', 'unmute', first?.credential ?? '', 'canWithdraw']);
    expect((await looks()).health.counts).toMatchObject({ muted: 0, critical: dangerous.length });
  });

  it.each([
    [['health', 'mute', 'x', 'canWithdraw', '--until', '2027-01-31'], /--reason/],
    [['health', 'mute', 'x', 'canWithdraw', '--reason', 'x'], /--until/],
    [['health', 'mute', 'x', 'nothing', '--reason', 'x', '--until', '2027-01-31'], /which finding/],
    [['health', 'second-factor', 'binance', 'maybe'], /on or off/],
  ])('says what it did not understand: %s', async (args, why) => {
    const failed = await person.failure(args);
    expect(failed).toMatchObject({ code: 'usage.badOption', exit: 2 });
    expect(failed.message).toMatch(why);
  });

  it('does not end with what a practice key has, where there is a real key', async () => {
    const { id } = await person.json<{ id: string }>(['add', '--from', '-', '--no-test', '--label', 'Real one'], {
      input: JSON.stringify({ exchange: 'binance', ...binanceKey('health') }),
    });
    const { code, health } = await looks();
    expect(code).toBe(0);
    expect(health.practiceCounts).toBe(false);
    expect(health.todo.filter(({ finding }) => finding.severity === 'critical')).not.toEqual([]);
    await person.json(['remove', id]);
    expect((await looks()).code).toBe(11);
  });

  it('and the doctor say where own key rules are not understood', async () => {
    writeFileSync(join(person.home, 'key-rules.json'), '{', { mode: 0o600 });
    expect((await looks()).health.rules.state).toBe('notUnderstood');
    const { code, out } = await person.keyhaven(['doctor', '--json']);
    expect(code).toBe(5);
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ name: 'rules', state: 'problem' }));
  });
});

describe('keyhaven health of keys without a high finding', () => {
  let other: Person;
  beforeAll(async () => {
    other = await newPerson('unlocked', { display: false });
    await makesVault(other);
    await other.json(['practice', 'fill']);
  });
  afterAll(() => other.leaves());

  const rules = () => join(other.home, 'key-rules.json');
  const ends = async () => {
    const { code, out } = await other.keyhaven(['health', '--json']);
    return { code, health: JSON.parse(out) as Health, text: (await other.keyhaven(['health'])).out };
  };

  it('ends with 0', async () => {
    expect((await ends()).code).toBe(0);
  });

  it('ends with 12 where own key rules are not understood', async () => {
    writeFileSync(rules(), '{', { mode: 0o600 });
    const { code, health, text } = await ends();
    expect({ code, state: health.rules.state }).toEqual({ code: 12, state: 'notUnderstood' });
    expect(text).toMatch(/^Your key-rules\.json is not understood/);
    rmSync(rules());
  });

  it('ends with 12 where the vault opened from an older file, and says so before everything', async () => {
    const damages = () => {
      const newest = join(other.home, 'vault.keyhaven');
      const bytes = readFileSync(newest);
      bytes[1_500] = (bytes[1_500] ?? 0) ^ 1;
      writeFileSync(newest, bytes);
    };
    damages();
    const { code, out } = await other.keyhaven(['health', '--json']);
    expect({ code, frozen: (JSON.parse(out) as Health).frozen }).toEqual({ code: 12, frozen: 'fellBack' });
    // What it closes with is a newest file again.
    expect((await ends()).code).toBe(0);
    damages();
    expect((await other.keyhaven(['health'])).out).toMatch(
      /^The vault opened frozen\. The newest vault file is damaged/,
    );
  });
});
