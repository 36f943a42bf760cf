import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFailure } from '../base/failure';
import { instantOf } from '../base/instants';
import { createAuditLog } from './audit-log';
import { collapsed, type JournalEntry } from './journal';
import type { AuditLog, NewAuditEntry } from './log';

const key = Buffer.alloc(32, 7);
const isRoot = process.getuid?.() === 0;

let folder: string;
let path: string;
let log: AuditLog;
let minute: number;
const at = (minutes: number) => instantOf(Date.UTC(2026, 10, 24, 0, minutes));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-audit-'));
  path = join(folder, 'audit.journal');
  minute = 0;
  log = createAuditLog({ folder, clock: { now: () => at(minute++), monotonicMs: () => 0 } });
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const wrong: NewAuditEntry = {
  actor: 'window',
  action: 'vault.unlocked',
  subject: '',
  outcome: 'authorization.wrongPassphrase',
};
const told = async () =>
  (await log.list({ limit: 1000 })).entries.reverse().map(({ action, outcome }) => `${action} ${outcome}`);

describe('what repeats itself in the journal', () => {
  it('is one line with its number, between what came before and after it', async () => {
    await log.append({ ...wrong, outcome: 'vault.busy' });
    for (let times = 0; times < 1205; times += 1) await log.append(wrong);
    await log.append({ ...wrong, outcome: 'vault.busy' });
    await log.open(key, null);
    expect(await told()).toEqual([
      'vault.unlocked vault.busy',
      'vault.unlocked authorization.wrongPassphrase',
      'vault.unlocked authorization.wrongPassphrase ×1,204',
      'vault.unlocked vault.busy',
    ]);
    const { entries } = await log.list({ limit: 3 });
    expect(entries.map(({ time, whileLocked }) => [time, whileLocked])).toEqual([
      [at(1206), true],
      [at(1205), true],
      [at(1), true],
    ]);
  });

  it('stands each for itself while it is three times or fewer', () => {
    const entry = (time: number): JournalEntry => ({ ...wrong, time: at(time) });
    expect(collapsed([entry(1), entry(2), entry(3)])).toEqual([entry(1), entry(2), entry(3)]);
    expect(collapsed([entry(1), entry(2), entry(3), entry(4)])).toEqual([
      entry(1),
      { ...entry(4), outcome: `${wrong.outcome} ×3` },
    ]);
    expect(collapsed([])).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a journal that is', () => {
  const made: Record<string, (at: string) => void> = {
    'a directory': (at) => mkdirSync(at),
    'a link to a file elsewhere': (at) => {
      writeFileSync(join(folder, 'elsewhere'), 'kh-test-elsewhere\n');
      symlinkSync(join(folder, 'elsewhere'), at);
    },
    'a link to nothing': (at) => symlinkSync(join(folder, 'nowhere'), at),
    'a pipe that nobody writes to': (at) => void execFileSync('mkfifo', [at]),
  };

  describe.each(Object.entries(made))('%s', (_, make) => {
    it.each(['audit.journal', 'audit.journal.taken'])(
      '(%s) lets the log open, is told, and is left alone',
      async (name) => {
        make(join(folder, name));
        const before = lstatSync(join(folder, name));
        await log.open(key, null);
        expect(await told()).toEqual(['audit.journalDamaged it is no file, so nothing was written there']);
        expect(lstatSync(join(folder, name)).ino).toBe(before.ino);
        expect(await log.verify(null)).toMatchObject({ whole: true });
      },
    );
  });

  it('a link takes no entry to where it leads', async () => {
    made['a link to a file elsewhere']?.(path);
    await expect(log.append(wrong)).rejects.toSatisfy((error) => isFailure(error, 'audit.unwritable'));
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('kh-test-elsewhere\n');
  });
});

it.skipIf(isRoot || process.platform === 'win32')(
  'a folder that cannot be written to is a coded error without a path (root may write everywhere)',
  async () => {
    chmodSync(folder, 0o500);
    const error: unknown = await log.append(wrong).catch((thrown: unknown) => thrown);
    chmodSync(folder, 0o700);
    expect(isFailure(error, 'audit.unwritable')).toBe(true);
    expect(String(error)).not.toContain(folder);
  },
);
