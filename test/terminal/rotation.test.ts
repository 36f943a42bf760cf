import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialDetail } from '../../core/contract/credentials';
import type { DueList, Policies } from '../../core/contract/rotation';
import { makesVault } from './support/answers';
import { binanceKey } from './support/keys';
import { newPerson, type Person } from './support/person';

/** `keyhaven due`, `calendar`, `rotation`, `keep-alive` and what `edit` knows of them. */

let person: Person;
const key = binanceKey('due');
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  person.plant(key.secret);
  await makesVault(person);
  await person.keyhaven(['add', '--from', '-', '--no-test', '--label', 'Grid bot'], {
    input: JSON.stringify({ exchange: 'binance', ...key }),
  });
});
afterAll(() => person.leaves());

const due = async (...more: string[]) => {
  const { code, out } = await person.keyhaven(['due', '--json', ...more]);
  return { code, list: JSON.parse(out) as DueList };
};
const says = (args: readonly string[], answer: string) => {
  const typist = person.sitsAt(args);
  return typist.sees('Type yes to go on:').then(async () => {
    typist.types(answer);
    return (await typist.ends()).code;
  });
};

describe('keyhaven due', () => {
  it('ends with 0 where nothing is due, with 10 where a key is due soon, and says why', async () => {
    expect((await due()).code).toBe(0);
    expect((await person.keyhaven(['due'])).out).toBe('Nothing is due within 14 days.\n');
    const { code, list } = await due('--days', '90');
    expect({ code, why: list.keys[0]?.reasons[0]?.text }).toEqual({ code: 10, why: 'rotation every 90 days' });
    expect((await person.keyhaven(['due', '--days', '90'])).out).toMatch(
      /DUE.*WHY\n\d{4}-\d\d-\d\d +in (89|90|91) days +Grid bot +Binance …\w{4} +rotation every 90 days/,
    );
    for (const days of ['0', '3651', 'soon'])
      expect((await person.failure(['due', '--days', days])).code).toBe('usage.badOption');
  });
});

describe('keyhaven rotation', () => {
  it('shows who says how often, and asks nobody where keys come due sooner', async () => {
    await person.json(['edit', 'Grid bot', '--rotate-every', '10d']);
    expect((await due()).code).toBe(10);
    await person.json(['edit', 'Grid bot', '--keep-alive', 'on']);
    await person.json(['rotation', 'tracker', '30']);
    const { keys, purposes } = await person.json<Policies>(['rotation']);
    expect(keys).toMatchObject([{ label: 'Grid bot', every: 10, keepAlive: true }]);
    expect(purposes).toEqual({ tracker: 30 });
    expect((await person.keyhaven(['rotation'])).out).toMatch(
      /default +every 90 days \(nobody chose\)\ntracker +every 30 days[^]*Grid bot +Binance +every 10 days \(chosen for this key\) +yes/,
    );
    expect((await person.keyhaven(['show', 'Grid bot'])).out).toMatch(
      /Rotation +every 10 days \(chosen for this key\)\n +Due +\d{4}/,
    );
  });

  it('asks for a yes where a key comes due later, and changes nothing without it', async () => {
    const every = async () => (await person.json<CredentialDetail>(['show', 'Grid bot'])).policy.every;
    const off = ['edit', 'Grid bot', '--rotate-every', 'off'];
    expect((await person.failure(off)).code).toBe('authorization.noTerminal');
    expect(await says(off, 'no\r')).not.toBe(0);
    expect(await every()).toBe(10);
    expect(await says(off, 'yes\r')).toBe(0);
    expect(await every()).toBe('off');
    expect((await due('--days', '3650')).list.keys).toEqual([]);
    await person.json(['edit', 'Grid bot', '--rotate-every', 'inherit']);
  });

  it.each([
    [['edit', 'Grid bot', '--rotate-every', 'often'], /Say how often/],
    [['rotation', 'default', '4000d'], /Say how often/],
    [['rotation', 'default'], /Say how often/],
    [['rotation', 'nobody', '1d'], /Allowed choices/],
  ])('says what it did not understand: %s', async (args, why) => {
    const failed = await person.failure(args);
    expect(failed).toMatchObject({ code: 'usage.badOption', exit: 2 });
    expect(failed.message).toMatch(why);
  });
});

describe('keyhaven calendar', () => {
  it('writes a file for this user alone, and over another only where that is asked for', async () => {
    const file = join(person.everything, 'due.ics');
    const made = ['calendar', '--ics', file, '--days', '100'];
    expect(await person.json(made)).toMatchObject({ events: 1 });
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n[^]*SUMMARY:Rotate “Grid bot” at Binance\r\n/);
    writeFileSync(file, 'kh-test of the person’s own');
    expect((await person.failure(made)).code).toBe('export.exists');
    expect(readFileSync(file, 'utf8')).toBe('kh-test of the person’s own');
    await person.json([...made, '--force', '--private']);
    expect(readFileSync(file, 'utf8')).toContain('SUMMARY:Rotate a key at Binance\r\n');
    expect(readFileSync(file, 'utf8')).not.toContain('Grid bot');
    expect((await person.failure(['calendar', '--ics', person.everything, '--force'])).code).toBe('export.unwritable');
    expect((await person.keyhaven(['calendar', '--ics', '-'])).out).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect((await person.keyhaven(['calendar', '--days', '100'])).out).toMatch(/Grid bot/);
  });
});

describe('keyhaven keep-alive', () => {
  it('uses the key once at its exchange, and says until when it lives', async () => {
    await person.json(['practice', 'fill']);
    const exchange = person.sitsAt(['practice']);
    await exchange.sees('running at http://127.0.0.1:');
    const rows = await person.json<CredentialDetail[]>(['list']);
    const okx = rows.find(({ exchange: at }) => at === 'practice:okx') ?? rows.find(({ practice }) => practice);
    const { at, idleEnds } = await person.json<{ at: string; idleEnds: string | null }>(['keep-alive', okx?.id ?? '']);
    const { report, dueReasons } = await person.json<CredentialDetail>(['show', okx?.id ?? '']);
    expect(report?.asked).toBe(at);
    expect(dueReasons.find(({ kind }) => kind === 'idle')?.at ?? null).toBe(idleEnds);
    exchange.types('\u0003');
    await exchange.ends();
  });
});
