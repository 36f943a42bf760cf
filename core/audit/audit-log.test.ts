import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFailure } from '../base/failure';
import { instantOf } from '../base/instants';
import { createAuditLog } from './audit-log';
import type { AuditFiles } from './file';
import type { AuditHead, AuditLog, NewAuditEntry } from './log';

const key = new Uint8Array(32).fill(7);
const clock = { now: () => instantOf(Date.UTC(2026, 10, 24)), monotonicMs: () => 0 };
const anEntry = (number: number): NewAuditEntry => ({
  actor: 'terminal',
  action: 'credential.tested',
  subject: `key “${number}”\n`,
  outcome: 'done',
});

let folder: string;
let path: string;
let log: AuditLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-audit-'));
  path = join(folder, 'audit.log');
  log = createAuditLog({ folder, clock });
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

/** A closed log of that many lines, as bytes, and its head. */
async function logOf(count: number): Promise<{ bytes: Buffer; head: AuditHead }> {
  await log.open(key, null);
  for (let number = 1; number <= count; number += 1) await log.append(anEntry(number));
  const head = log.head();
  await log.close();
  if (head === null) throw new Error('nothing was written');
  return { bytes: readFileSync(path), head };
}

/** What verify says of these bytes when they turn up under the open log. */
async function verified(bytes: Buffer, anchored: AuditHead | null) {
  writeFileSync(path, bytes);
  return await log.verify(anchored);
}

const linesIn = (bytes: Buffer) => bytes.toString().split(/(?<=\n)/);
const actions = async () => (await log.list({ limit: 1000 })).entries.map((entry) => entry.action);

describe('a log that nobody touched', () => {
  it('is whole over several openings, and counts what is not anchored yet', async () => {
    const { head } = await logOf(3);
    await log.open(key, head);
    await log.append(anEntry(4));
    expect(await log.verify(head)).toEqual({ whole: true, lines: 4, notYetAnchored: 1, brokenAt: null, problem: null });
    expect(await log.verify(null)).toMatchObject({ whole: true, notYetAnchored: 4 });
  });

  it('has every entry on disk when its promise settles, each in the order it was given', async () => {
    await log.open(key, null);
    await Promise.all(Array.from({ length: 2500 }, (_, number) => log.append(anEntry(number))));
    expect(linesIn(readFileSync(path))).toHaveLength(2500);
    const { entries, total } = await log.list({ limit: 1000 });
    expect(total).toBe(2500);
    expect(entries.map((entry) => entry.sequence)).toEqual(Array.from({ length: 1000 }, (_, back) => 2500 - back));
    expect(entries[0]?.subject).toBe(anEntry(2499).subject);
  });

  it.skipIf(process.platform === 'win32')('can be read by this user alone, also when it could not before', async () => {
    await logOf(1);
    chmodSync(path, 0o644);
    await log.open(key, null);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is read page by page, newest first, through every line once', async () => {
    await logOf(25);
    await log.open(key, null);
    const seen: number[] = [];
    for (let before: number | undefined; ; before = seen.at(-1)) {
      const { entries } = await log.list({ limit: 10, ...(before === undefined ? {} : { before }) });
      if (entries.length === 0) break;
      seen.push(...entries.map((entry) => entry.sequence));
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, back) => 25 - back));
  });

  it('is filtered by action, subject and outcome, whatever the case', async () => {
    await log.open(key, null);
    await log.append({ actor: 'window', action: 'vault.unlocked', subject: 'vault', outcome: 'done' });
    await log.append({ actor: 'window', action: 'credential.copied', subject: 'Bot “Ä”', outcome: 'denied' });
    const found = async (filter: string) =>
      (await log.list({ limit: 10, filter })).entries.map((entry) => entry.sequence);
    expect(await Promise.all(['UNLOCK', 'bot “ä', 'denied', 'e', '"', 'time'].map(found))).toEqual([
      [1],
      [2],
      [2],
      [2, 1],
      [],
      [],
    ]);
  });

  it('cuts what is too long instead of refusing it', async () => {
    await log.open(key, null);
    await log.append({
      actor: 'window',
      action: 'a'.repeat(99),
      subject: '\u0001'.repeat(999),
      outcome: 'o'.repeat(99),
    });
    const [entry] = (await log.list({ limit: 1 })).entries;
    expect([entry?.action.length, entry?.subject.length, entry?.outcome.length]).toEqual([60, 200, 60]);
    expect(await log.verify(null)).toMatchObject({ whole: true });
  });
});

describe('a log that somebody changed', () => {
  it('is not whole whichever byte of it was changed to whatever other', async () => {
    const { bytes, head } = await logOf(4);
    await log.open(key, head);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        const { whole, brokenAt } = await verified(changed, head);
        expect(whole).toBe(false);
        // The newline belongs to the line that it ends.
        expect(brokenAt).toBe(linesIn(bytes.subarray(0, at + 1)).length);
      }),
      { numRuns: 500 },
    );
  });

  it('is not whole at any change of one bit in one line', async () => {
    const { bytes, head } = await logOf(1);
    await log.open(key, head);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await verified(changed, head)).whole, `bit ${bit}`).toBe(false);
    }
  });

  const changes: [what: string, change: (lines: string[]) => string[], brokenAt: number][] = [
    ['a removed line', (lines) => lines.toSpliced(1, 1), 2],
    ['a removed first line', (lines) => lines.slice(1), 1],
    ['two lines in the other order', ([a = '', b = '', c = '', d = '']) => [a, c, b, d], 2],
    ['a repeated line', ([a = '', b = '', c = '', d = '']) => [a, b, b, c, d], 3],
    ['an empty line', ([a = '', ...rest]) => [a, '\n', ...rest], 2],
    ['a cut end', (lines) => lines.slice(0, 2), 3],
    ['nothing left', () => [], 1],
    ['a forged line at the end', (lines) => [...lines, (lines[3] ?? '').replace('"sequence":4', '"sequence":5')], 5],
    [
      'very long garbage in front of a good line',
      ([a = '', b = '', ...rest]) => [a, 'x'.repeat(600_000) + b, ...rest],
      2,
    ],
  ];
  it.each(changes)('shows %s', async (_, change, brokenAt) => {
    const { bytes, head } = await logOf(4);
    await log.open(key, head);
    const verification = await verified(Buffer.from(change(linesIn(bytes)).join('')), head);
    expect(verification).toMatchObject({ whole: false, brokenAt });
    expect(verification.problem).not.toBeNull();
  });

  it('shows a tail that was written with another key', async () => {
    const { bytes, head } = await logOf(2);
    rmSync(path);
    const forger = createAuditLog({ folder, clock });
    await forger.open(new Uint8Array(32).fill(8), null);
    for (let number = 1; number <= 3; number += 1) await forger.append(anEntry(number));
    await forger.close();
    const forged = linesIn(readFileSync(path)).slice(2).join('');
    await log.open(key, head);
    expect(await verified(Buffer.concat([bytes, Buffer.from(forged)]), head)).toMatchObject({
      whole: false,
      brokenAt: 3,
    });
  });

  it('goes on being called broken after a cut, when new lines and a new anchor have come', async () => {
    const { bytes, head } = await logOf(4);
    writeFileSync(path, linesIn(bytes).slice(0, 2).join(''));
    await log.open(key, head);
    for (let number = 1; number <= 9; number += 1) await log.append(anEntry(number));
    expect(await log.verify(log.head())).toMatchObject({ whole: false, brokenAt: 3 });
  });

  it.each([
    ['was emptied', ''],
    ['ends in a line that is not ours', 'not ours\n'],
  ])('that %s is written on after, and says so in a line of its own', async (_, rest) => {
    const { head } = await logOf(4);
    writeFileSync(path, rest);
    await log.open(key, head);
    await log.append(anEntry(5));
    expect(await actions()).toContain('audit.broken');
    expect(await log.verify(log.head())).toMatchObject({ whole: false, brokenAt: 1 });
  });

  it('is put aside, not overwritten, where it belongs to another vault', async () => {
    const { bytes } = await logOf(2);
    await log.open(new Uint8Array(32).fill(9), null);
    expect(await actions()).toEqual(['audit.setAside']);
    expect(await log.verify(null)).toMatchObject({ whole: true, lines: 1 });
    expect(readFileSync(join(folder, 'audit-before-2026-11-24T000000.000Z.log'))).toEqual(bytes);
  });
});

describe('a last line that a crash tore', () => {
  it('is repaired wherever it was torn, nothing before it is lost, and the repair stands in the log', async () => {
    const { bytes } = await logOf(3);
    const [first = '', second = '', third = ''] = linesIn(bytes);
    const anchored = await (async () => {
      writeFileSync(path, first + second);
      await log.open(key, null);
      return log.head();
    })();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: Buffer.byteLength(third) - 1 }), async (kept) => {
        await log.close();
        writeFileSync(path, Buffer.concat([Buffer.from(first + second), Buffer.from(third).subarray(0, kept)]));
        await log.open(key, anchored);
        const complete = kept === Buffer.byteLength(third) - 1;
        expect(await actions()).toEqual([
          'audit.repaired',
          ...Array<string>(complete ? 3 : 2).fill('credential.tested'),
        ]);
        expect(await log.verify(anchored)).toMatchObject({ whole: true });
      }),
      { numRuns: 150, examples: [[Buffer.byteLength(third) - 1], [1]] },
    );
  });

  it('was anchored: then it was no crash, and the log is broken', async () => {
    const { bytes, head } = await logOf(3);
    writeFileSync(path, bytes.subarray(0, -20));
    await log.open(key, head);
    expect(await actions()).toEqual(expect.arrayContaining(['audit.repaired', 'audit.broken']));
    expect(await log.verify(log.head())).toMatchObject({ whole: false });
  });
});

describe('what happens while the vault is locked', () => {
  it('is kept without a key, and taken in at the next opening, marked', async () => {
    await log.append(anEntry(1));
    await log.append(anEntry(2));
    expect(existsSync(path)).toBe(false);
    await log.open(key, null);
    await log.append(anEntry(3));
    const { entries } = await log.list({ limit: 10 });
    expect(entries.map(({ subject, whileLocked }) => [subject, whileLocked])).toEqual([
      [anEntry(3).subject, false],
      [anEntry(2).subject, true],
      [anEntry(1).subject, true],
    ]);
    await log.close();
    await log.open(key, log.head());
    expect((await log.list({ limit: 10 })).total).toBe(3);
  });

  it('is told apart from lines that are not readable, and those are counted', async () => {
    await log.append(anEntry(1));
    writeFileSync(join(folder, 'audit.journal'), 'not ours\n{"actor":"window"}\n', { flag: 'a' });
    await log.open(key, null);
    const { entries } = await log.list({ limit: 10 });
    expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['audit.journalDamaged', '2 lines were not readable'],
      ['credential.tested', 'done'],
    ]);
  });

  it('does not fill the disk, and the log says that something is missing', async () => {
    writeFileSync(join(folder, 'audit.journal'), 'x'.repeat(2_000_000));
    await log.append(anEntry(1));
    expect(statSync(join(folder, 'audit.journal')).size).toBe(2_000_000);
    await log.open(key, null);
    expect(await actions()).toContain('audit.journalFull');
  });

  it('is taken in again, not lost, when the opening that took it in was cut short', async () => {
    await log.append(anEntry(1));
    const failing = createAuditLog({ folder, clock, files: { ...nodeFiles, unlink: () => systemError('EIO') } });
    await expect(failing.open(key, null)).rejects.toSatisfy((error) => isFailure(error, 'audit.unreadable'));
    await log.open(key, null);
    expect(await actions()).toContain('credential.tested');
  });

  it('leaves no trace where there is no data folder, and is no error', async () => {
    const nowhere = createAuditLog({ folder: join(folder, 'none'), clock });
    await nowhere.append(anEntry(1));
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

describe('a disk that refuses', () => {
  it('is a coded error; what was on disk stays whole and later entries follow it', async () => {
    let full = false;
    const files: AuditFiles = {
      ...nodeFiles,
      open: async (...how) => {
        const file = await nodeFiles.open(...how);
        const append = file.appendFile.bind(file);
        file.appendFile = async (text) => {
          await append(full ? String(text).slice(0, 50) : text);
          if (full) await systemError('ENOSPC');
        };
        return file;
      },
    };
    const onFullDisk = createAuditLog({ folder, clock, files });
    await onFullDisk.open(key, null);
    await onFullDisk.append(anEntry(1));
    full = true;
    await expect(onFullDisk.append(anEntry(2))).rejects.toSatisfy((error) => isFailure(error, 'audit.unwritable'));
    full = false;
    await onFullDisk.append(anEntry(3));
    expect(await onFullDisk.verify(onFullDisk.head())).toMatchObject({ whole: true, lines: 2 });
    await onFullDisk.close();
  });

  it.skipIf(process.platform === 'win32')('or a log that is a link is a coded error without a path', async () => {
    symlinkSync('/etc/hostname', path);
    const error: unknown = await log.open(key, null).catch((thrown: unknown) => thrown);
    expect(isFailure(error, 'audit.unreadable')).toBe(true);
    expect(String(error)).not.toContain(folder);
  });
});

it('a closed log gives nothing that needs the key', async () => {
  const { head } = await logOf(1);
  expect(log.head()).toBeNull();
  await expect(log.verify(head)).rejects.toSatisfy((error) => isFailure(error, 'vault.locked'));
  await expect(log.list({ limit: 1 })).rejects.toSatisfy((error) => isFailure(error, 'vault.locked'));
});

function systemError(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(code), { code, syscall: 'write' }));
}

describe('a log whose key was made anew', () => {
  const another = new Uint8Array(32).fill(9);

  /** Three lines under the first key and two under another; its anchor, and what opens it. */
  async function rekeyed() {
    await log.open(key, null);
    for (let number = 1; number <= 3; number += 1) await log.append(anEntry(number));
    const during = log.rekey(async () => Uint8Array.from(another));
    const waiting = log.append(anEntry(4));
    await Promise.all([during, waiting]);
    await log.append(anEntry(5));
    return { head: log.head(), former: [{ upTo: 3, key }] };
  }

  it('is whole across the change, also when it is opened again, and holds lines back meanwhile', async () => {
    const { head, former } = await rekeyed();
    expect(await log.verify(head)).toMatchObject({ whole: true, lines: 5 });
    await log.close();
    await log.open(another, head, former);
    expect(await log.verify(head)).toMatchObject({ whole: true, lines: 5, notYetAnchored: 0 });
    await log.close();
    await log.open(another, null);
    expect(await log.verify(null)).toMatchObject({ whole: false, brokenAt: 1 });
  });

  it('shows a line from before the change that whoever has the old key wrote anew', async () => {
    const { head } = await rekeyed();
    const bytes = readFileSync(path);
    await log.close();
    rmSync(path);
    const forger = createAuditLog({ folder, clock });
    await forger.open(key, null);
    for (let number = 1; number <= 3; number += 1) await forger.append(anEntry(number + 10));
    await forger.close();
    const forged = linesIn(readFileSync(path)).join('') + linesIn(bytes).slice(3).join('');
    await log.open(another, head, [{ upTo: 3, key }]);
    expect(await verified(Buffer.from(forged), head)).toMatchObject({ whole: false, brokenAt: 4 });
  });

  it('takes no line under the old key after the change', async () => {
    const { head, former } = await rekeyed();
    await log.close();
    const bytes = readFileSync(path);
    const forger = createAuditLog({ folder, clock });
    await forger.open(key, null);
    await forger.append(anEntry(6));
    await forger.close();
    await log.open(another, head, former);
    expect((await log.verify(head)).whole).toBe(false);
    expect(readFileSync(path).subarray(0, bytes.length).equals(bytes)).toBe(true);
  });

  it('keeps its key when none was made', async () => {
    await log.open(key, null);
    await log.append(anEntry(1));
    await expect(log.rekey(() => Promise.reject(new Error('kh-test')))).rejects.toThrow('kh-test');
    await log.append(anEntry(2));
    await log.close();
    await log.open(key, null);
    expect(await log.verify(null)).toMatchObject({ whole: true, lines: 2 });
  });
});
