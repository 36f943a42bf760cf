import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFailure } from '../base/failure';
import { instantOf } from '../base/instants';
import { createAuditLog } from './audit-log';
import { exported, exportName } from './export';
import type { AuditLog, NewAuditEntry } from './log';

const key = Buffer.alloc(32, 7);
const clock = { now: () => instantOf(Date.UTC(2026, 10, 24)), monotonicMs: () => 0 };

let folder: string;
let log: AuditLog;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kh-audit-'));
  log = createAuditLog({ folder, clock, rotateAtBytes: 100_000 });
  await log.open(key, null);
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const entry = (changes: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  actor: 'terminal',
  action: 'credential.copied',
  subject: 'key',
  outcome: 'done',
  ...changes,
});
const write = (count: number) => Promise.all(Array.from({ length: count }, () => log.append(entry())));
const all = async (format: 'jsonl' | 'csv', page: AuditLog['page'] = (place) => log.page(place)) => {
  let text = '';
  for await (const piece of exported(format, page)) text += piece;
  return text;
};
const asItStands = () =>
  readdirSync(folder)
    .filter((name) => name.startsWith('audit'))
    .sort((one, other) => Number(one === 'audit.log') - Number(other === 'audit.log') || (one < other ? -1 : 1))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');

describe('an export as JSON lines', () => {
  it('is the whole log as it stands, over pages and files', async () => {
    for (let times = 0; times < 3; times += 1) await write(1000);
    expect(readdirSync(folder).length).toBeGreaterThan(2);
    const text = await all('jsonl');
    expect(text.split('\n')).toHaveLength(3001);
    expect(text === asItStands()).toBe(true);
  });

  it('goes on where it was while lines are added and files begun between two pages', async () => {
    await write(1000);
    let pages = 0;
    const text = await all('jsonl', async (place) => {
      pages += 1;
      if (pages < 5) await write(500);
      return log.page(place);
    });
    expect(text === asItStands()).toBe(true);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { sequence: number }).sequence),
    ).toEqual(Array.from({ length: 3000 }, (_, at) => at + 1));
  });

  it('gives damaged lines as they stand too, however long, and whatever is missing at the end', async () => {
    await write(2);
    appendFileSync(join(folder, 'audit.log'), `not ours\n${'x'.repeat(700_000)}\n{"half`);
    expect((await all('jsonl')) === asItStands()).toBe(true);
  });

  it('of an empty log is empty', async () => {
    expect(await all('jsonl')).toBe('');
    expect(await all('csv')).toBe('sequence,time,actor,action,subject,outcome,whileLocked\r\n');
  });
});

describe('a page of the log', () => {
  it.each([
    ['a file that is not there', { file: 9, at: 0 }],
    ['a file between two', { file: 0.5, at: 0 }],
  ])('from %s is refused', async (_, place) => {
    await expect(log.page(place)).rejects.toSatisfy((error) => isFailure(error, 'argument.invalid'));
  });

  it('from beyond the end of its file is empty, and the last', async () => {
    await write(1);
    expect(await log.page({ file: 0, at: Number.MAX_SAFE_INTEGER })).toEqual({ text: '', next: null });
  });

  it('of a closed log is refused', async () => {
    await log.close();
    await expect(log.page({ file: 0, at: 0 })).rejects.toSatisfy((error) => isFailure(error, 'vault.locked'));
  });
});

describe('an export as CSV', () => {
  it('has a row for each line, quoted where it must be', async () => {
    await log.append(entry({ subject: 'Bot “Ä”, "north"\nserver' }));
    expect(await all('csv')).toBe(
      'sequence,time,actor,action,subject,outcome,whileLocked\r\n' +
        '1,2026-11-24T00:00:00.000Z,terminal,credential.copied,"Bot “Ä”, ""north""\nserver",done,false\r\n',
    );
  });

  it.each(['=', '+', '-', '@', '\t', '\r'])('makes no formula of a cell that begins with %j', async (begin) => {
    await log.append(entry({ subject: `${begin}cmd|' /C calc'!A0`, outcome: `${begin}1` }));
    const [, row = ''] = (await all('csv')).split(/\r\n/);
    expect(row).toContain(`"'${begin}cmd|' /C calc'!A0"`);
    expect(row).toContain(`"'${begin}1"`);
  });

  it('shows that a line is damaged instead of leaving it out', async () => {
    await write(1);
    appendFileSync(join(folder, 'audit.log'), 'not ours\n');
    expect((await all('csv')).split('\r\n')[2]).toBe(',,,,"(a line that is damaged)",,');
  });
});

it('the suggested name says what is in the file, and from when', () => {
  expect(exportName('jsonl', '2026-11-24T05:31:45.000Z')).toBe('keyhaven-log-2026-11-24.jsonl');
});

it('what is exported is what was kept, also where another program wrote the file anew', async () => {
  await write(1);
  writeFileSync(join(folder, 'audit.log'), 'other\n');
  expect(await all('jsonl')).toBe('other\n');
});
