import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makesVault } from './support/answers';
import { newPerson, type Person } from './support/person';

const root = process.getuid?.() === 0;

let person: Person;
let place: string;
beforeAll(async () => {
  person = await newPerson('unlocked', { display: false });
  await makesVault(person);
  place = join(dirname(person.home), 'exports');
  mkdirSync(place);
});
afterAll(() => person.leaves());

const inLog = () => readFileSync(join(person.home, 'audit.log'), 'utf8');

describe('`keyhaven log --export`', () => {
  it('writes the whole log as it stands to a new file, for this user alone, and notes that in the log', async () => {
    const file = join(place, 'log.jsonl');
    const { code, out, err } = await person.keyhaven(['log', '--export', file]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`The whole log is in ${file} (${statSync(file).size.toLocaleString('en')} bytes).\n`);
    const text = readFileSync(file, 'utf8');
    expect(inLog().startsWith(text)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      actor: 'terminal',
      action: 'audit.exported',
      subject: 'jsonl',
      outcome: 'done',
    });
  });

  it('writes a table for a spreadsheet with --csv, and says so as JSON', async () => {
    const file = join(place, 'log.csv');
    const told = await person.json(['log', '--export', file, '--csv']);
    expect(told).toEqual({ format: 'csv', bytes: statSync(file).size });
    const [head, first] = readFileSync(file, 'utf8').split('\r\n');
    expect(head).toBe('sequence,time,actor,action,subject,outcome,whileLocked');
    expect(first).toMatch(/^1,20\d\d-.*Z,terminal,vault\.created,/);
  });

  it('writes to standard output for -, and nothing else there, also with --json', async () => {
    for (const more of [[], ['--json']]) {
      const { code, out } = await person.keyhaven(['log', '--export', '-', ...more]);
      expect(code).toBe(0);
      expect(inLog().startsWith(out)).toBe(true);
      expect(out.length).toBeGreaterThan(200);
    }
  });

  it('overwrites nothing, and follows no link', async () => {
    const there = join(place, 'there');
    writeFileSync(there, 'kh-test-kept');
    symlinkSync(there, join(place, 'link'));
    symlinkSync(join(place, 'nowhere'), join(place, 'dangling'));
    for (const name of ['there', 'link', 'dangling', '.']) {
      const refused = await person.failure(['log', '--export', join(place, name)]);
      expect(refused).toMatchObject({ code: 'export.exists', exit: 1 });
    }
    expect(readFileSync(there, 'utf8')).toBe('kh-test-kept');
    expect(lstatSync(join(place, 'dangling')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(place, 'nowhere'))).toBe(false);
  });

  it('says so where the folder is not there, and makes none', async () => {
    const refused = await person.failure(['log', '--export', join(place, 'none', 'log')]);
    expect(refused).toMatchObject({ code: 'export.unwritable', exit: 1 });
    expect(existsSync(join(place, 'none'))).toBe(false);
  });

  it.skipIf(root)('says so where it may not write (root may write everywhere)', async () => {
    chmodSync(place, 0o500);
    const refused = await person.failure(['log', '--export', join(place, 'log2')]);
    chmodSync(place, 0o700);
    expect(refused).toMatchObject({ code: 'export.unwritable', exit: 1 });
  });

  it.each([[['--filter', 'x']], [['-n', '5']]])('takes the whole log: %j does not go with it', async (more) => {
    const refused = await person.failure(['log', '--export', join(place, 'part'), ...more]);
    expect(refused).toMatchObject({ code: 'usage.badOption', exit: 2 });
    expect(existsSync(join(place, 'part'))).toBe(false);
  });

  it('--csv alone is not understood', async () => {
    expect(await person.failure(['log', '--csv'])).toMatchObject({ code: 'usage.badOption', exit: 2 });
  });
});

it('`keyhaven log` shows the newest thirty lines unless told otherwise', async () => {
  // Each command that reads the log adds two lines to it: it opens the vault and locks it.
  for (let times = 0; times < 15; times += 1) await person.json(['log', '-n', '1']);
  const { entries, total } = await person.json<{ entries: unknown[]; total: number }>(['log']);
  expect(total).toBeGreaterThan(30);
  expect(entries).toHaveLength(30);
});
