import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
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
import { linksOf } from './links';
import type { AuditLog } from './log';
import { plainlyVerified } from './plain-log.fixture';

const key = Buffer.alloc(32, 7);
const clock = { now: () => instantOf(Date.UTC(2026, 10, 24)), monotonicMs: () => 0 };
/** Full after six lines or seven. */
const rotateAtBytes = 2000;

let folder: string;
let log: AuditLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kh-audit-'));
  log = createAuditLog({ folder, clock, rotateAtBytes });
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

async function write(count: number, to = log): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await to.append({ actor: 'window', action: 'credential.copied', subject: `key ${number}`, outcome: 'done' });
  }
}

/** The names of the chain's files in their order, `audit.log` last. */
const names = () =>
  readdirSync(folder)
    .filter((name) => /^audit(-\d+)?\.log$/.test(name))
    .sort((one, other) => Number(one === 'audit.log') - Number(other === 'audit.log') || (one < other ? -1 : 1));
const chain = () => names().map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
const firstLineOf = (name: string) => Number(/"sequence":(\d+)/.exec(readFileSync(join(folder, name), 'utf8'))?.[1]);

describe('a log that is full', () => {
  it('goes on in a new file, and the chain runs through all of them', async () => {
    await log.open(key, null);
    await write(30);
    expect(names().length).toBeGreaterThan(3);
    for (const name of names().slice(0, -1)) {
      expect(name).toBe(`audit-${String(firstLineOf(name)).padStart(12, '0')}.log`);
      expect(readFileSync(join(folder, name)).length).toBeGreaterThanOrEqual(rotateAtBytes);
    }
    expect(await log.verify(log.head())).toMatchObject({ whole: true, lines: 30, notYetAnchored: 0 });
    expect(await linksOf(folder)).toEqual({ lines: 30, brokenAt: null });
  });

  it('goes on over several openings, and finds an anchor in a file that is full', async () => {
    await log.open(key, null);
    await write(3);
    const early = log.head();
    await write(20);
    await log.close();
    for (let times = 0; times < 9; times += 1) {
      await log.open(key, early);
      await write(3);
      await log.close();
    }
    await log.open(key, early);
    expect(await log.verify(early)).toEqual({
      whole: true,
      lines: 50,
      notYetAnchored: 47,
      brokenAt: null,
      problem: null,
    });
  });

  it('is read page by page across its files, each line once, and filtered across them', async () => {
    await log.open(key, null);
    await write(30);
    const seen: number[] = [];
    for (let before: number | undefined; ; before = seen.at(-1)) {
      const { entries, total } = await log.list({ limit: 4, ...(before === undefined ? {} : { before }) });
      expect(total).toBe(30);
      if (entries.length === 0) break;
      seen.push(...entries.map(({ sequence }) => sequence));
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, back) => 30 - back));
    const { entries } = await log.list({ limit: 100, filter: 'KEY 2' });
    expect(entries.map(({ subject }) => subject)).toEqual(
      [29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 2].map((number) => `key ${number}`),
    );
  });

  it('keeps every entry of a crowd, and each is on disk when its promise settles', async () => {
    await log.open(key, null);
    await Promise.all(Array.from({ length: 2500 }, () => write(1)));
    expect(await log.verify(log.head())).toMatchObject({ whole: true, lines: 2500 });
  });

  it('is read and proved while it is written on, and while files are begun', async () => {
    await log.open(key, null);
    const writing = write(200);
    for (let times = 0; times < 20; times += 1) {
      const { whole, lines } = await log.verify(null);
      expect(whole).toBe(true);
      const { entries } = await log.list({ limit: 1000 });
      expect(entries.length).toBeGreaterThanOrEqual(lines);
      expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, back) => entries.length - back));
    }
    await writing;
    expect(await log.verify(log.head())).toMatchObject({ whole: true, lines: 200 });
  });

  it('is put aside with all its files where it belongs to another vault', async () => {
    await log.open(key, null);
    await write(20);
    await log.close();
    const before = chain();
    await log.open(Buffer.alloc(32, 9), null);
    expect(await log.verify(null)).toMatchObject({ whole: true, lines: 1 });
    expect(names()).toEqual(['audit.log']);
    const stamp = 'audit-before-2026-11-24T000000.000Z';
    for (const { name, bytes } of before)
      expect(readFileSync(join(folder, name.replace(/^audit/, stamp)))).toEqual(bytes);
  });

  it('goes on under a new key, whole across files of both', async () => {
    await log.open(key, null);
    await write(10);
    await log.rekey(async () => Buffer.alloc(32, 9));
    await write(10);
    const head = log.head();
    await log.close();
    await log.open(Buffer.alloc(32, 9), head, [{ upTo: 10, key }]);
    expect(await log.verify(head)).toMatchObject({ whole: true, lines: 20 });
  });
});

describe('the full files of a log', () => {
  /** Thirty lines in several files, open. */
  async function opened() {
    await log.open(key, null);
    await write(30);
    const [first = '', second = '', third = ''] = names();
    return { head: log.head(), first, second, third, start: firstLineOf(second), end: firstLineOf(third) - 1 };
  }

  it('are missed and named where one is gone', async () => {
    const { head, first, second, start, end, third } = await opened();
    rmSync(join(folder, second));
    const { whole, brokenAt, problem } = await log.verify(head);
    expect([whole, brokenAt]).toEqual([false, start]);
    expect(problem).toBe(
      `Lines ${start} to ${end} are gone: the file ${second} is missing, or the end of ${first} or the beginning of ${third} was cut off.`,
    );
    expect(await linksOf(folder)).toMatchObject({ brokenAt: start });
  });

  it('are missed where the first is gone, with its name', async () => {
    const { head, first } = await opened();
    rmSync(join(folder, first));
    expect(await log.verify(head)).toMatchObject({ brokenAt: 1, problem: expect.stringContaining(first) });
  });

  it('are named where one was changed', async () => {
    const { head, second, start } = await opened();
    const path = join(folder, second);
    writeFileSync(path, readFileSync(path, 'utf8').replace('credential.copied', 'credential.tested'));
    expect(await log.verify(head)).toMatchObject({
      brokenAt: start,
      problem: `Line ${start} (in ${second}) was changed or is not ours.`,
    });
  });

  it.each([
    ['of a higher number', 900_000],
    ['of a number just beside', -1],
  ])('are missed under their name where one got another name %s', async (_, by) => {
    const { head, second, start } = await opened();
    const other = `audit-${String(start + by).padStart(12, '0')}.log`;
    renameSync(join(folder, second), join(folder, other));
    const { brokenAt, problem } = await log.verify(head);
    expect(brokenAt).toBe(start);
    expect(problem).toContain(by > 0 ? second : other);
  });

  it('are missed where one is no file of ours any more', async () => {
    const { head, second, start } = await opened();
    rmSync(join(folder, second));
    mkdirSync(join(folder, second));
    expect(await log.verify(head)).toMatchObject({ brokenAt: start, problem: `The file ${second} cannot be read.` });
  });

  it('may have any name that is not one of them beside them', async () => {
    const { head } = await opened();
    for (const name of ['audit-1.log', 'audit-before-2026.log', 'audit-0000000000001.log', 'audit-.log'])
      writeFileSync(join(folder, name), 'not ours');
    expect(await log.verify(head)).toMatchObject({ whole: true, lines: 30 });
  });

  it('are judged as the plain reading of the format does, whatever was done to them', { timeout: 60_000 }, async () => {
    const { head } = await opened();
    const whole = chain();
    const mostBytes = Math.max(...whole.map(({ bytes }) => bytes.length));
    const damage = fc.record({
      file: fc.nat(whole.length - 1),
      at: fc.nat(mostBytes),
      remove: fc.oneof(fc.constant(0), fc.nat(20), fc.nat(mostBytes)),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 3 }),
        fc.constantFrom('\n', '"', 'x'.repeat(5000), '"action":"audit.broken"').map((text) => Buffer.from(text)),
        // A piece of the log itself.
        fc
          .tuple(fc.nat(whole.length - 1), fc.nat(mostBytes), fc.nat(900))
          .map(([from, begin, length]) => Buffer.from(whole[from]?.bytes.subarray(begin, begin + length) ?? [])),
      ),
    });
    const anchors = fc.constantFrom(null, head, { sequence: 12, mac: head?.mac ?? '' }, { sequence: 99, mac: '' });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { maxLength: 2 }), anchors, async (damages, anchored) => {
        const files = whole.map(({ name, bytes }) => ({ name, bytes }));
        for (const { file, at, remove, insert } of damages) {
          const hit = files[file];
          if (hit === undefined) continue;
          hit.bytes = Buffer.concat([hit.bytes.subarray(0, at), insert, hit.bytes.subarray(at + remove)]);
        }
        for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
        expect(await log.verify(anchored)).toMatchObject(plainlyVerified(files, key, anchored));
      }),
      { numRuns: 400 },
    );
  });
});

describe('a file that cannot be begun', () => {
  const failing = (call: 'rename' | 'exclusive open' | 'sync of the folder', broken: () => boolean): AuditFiles => {
    const refuse = () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: call }));
    return {
      ...nodeFiles,
      rename: (...how) => (call === 'rename' && broken() ? refuse() : nodeFiles.rename(...how)),
      open: async (path, flags, mode) => {
        const isFolder = flags === 'r';
        const isNew = typeof flags === 'number' && (flags & nodeFiles.constants.O_EXCL) !== 0;
        if (broken() && call === 'exclusive open' && isNew) return refuse();
        const file = await nodeFiles.open(path, flags, mode);
        if (isFolder) file.sync = () => (broken() && call === 'sync of the folder' ? refuse() : Promise.resolve());
        return file;
      },
    };
  };

  it.each(['rename', 'exclusive open', 'sync of the folder'] as const)(
    'for a failing %s loses nothing: the log goes on, is whole at once, and after the next opening',
    async (call) => {
      let broken = false;
      const hindered = createAuditLog({ folder, clock, rotateAtBytes, files: failing(call, () => broken) });
      await hindered.open(key, null);
      await write(3, hindered);
      broken = true;
      await write(20, hindered);
      expect(await hindered.verify(hindered.head())).toMatchObject({ whole: true, lines: 23 });
      broken = false;
      await write(20, hindered);
      const head = hindered.head();
      expect(await hindered.verify(head)).toMatchObject({ whole: true, lines: 43 });
      await hindered.close();
      await log.open(key, head);
      await write(9);
      expect(await log.verify(log.head())).toMatchObject({ whole: true, lines: 52 });
    },
  );

  it('is never written over one that has its name', async () => {
    await log.open(key, null);
    writeFileSync(join(folder, 'audit-000000000001.log'), 'somebody’s');
    await write(20);
    expect(readFileSync(join(folder, 'audit-000000000001.log'), 'utf8')).toBe('somebody’s');
    expect(
      (await log.list({ limit: 100 })).entries.filter(({ action }) => action === 'credential.copied'),
    ).toHaveLength(20);
  });
});

describe('what a crash leaves between two files', () => {
  it('is no audit.log: opening begins one that follows from the last full file', async () => {
    await log.open(key, null);
    await write(5);
    const head = log.head();
    await log.close();
    renameSync(join(folder, 'audit.log'), join(folder, 'audit-000000000001.log'));
    await log.open(key, head);
    await write(2);
    expect(await log.verify(log.head())).toMatchObject({ whole: true, lines: 7 });
    expect(firstLineOf('audit.log')).toBe(6);
  });

  it('is an empty audit.log, which names the next file rightly when it is full', async () => {
    await log.open(key, null);
    await write(5);
    await log.close();
    renameSync(join(folder, 'audit.log'), join(folder, 'audit-000000000001.log'));
    writeFileSync(join(folder, 'audit.log'), '', { mode: 0o600 });
    await log.open(key, null);
    await write(20);
    expect(existsSync(join(folder, 'audit-000000000006.log'))).toBe(true);
    expect(await log.verify(log.head())).toMatchObject({ whole: true, lines: 25 });
  });

  it('is damage where the full file before was cut as well, and that is said', async () => {
    await log.open(key, null);
    await write(5);
    const head = log.head();
    await log.close();
    renameSync(join(folder, 'audit.log'), join(folder, 'audit-000000000001.log'));
    const path = join(folder, 'audit-000000000001.log');
    writeFileSync(path, readFileSync(path).subarray(0, -30));
    await log.open(key, head);
    const { entries } = await log.list({ limit: 3 });
    expect(entries.map(({ action }) => action)).toContain('audit.broken');
    expect(await log.verify(log.head())).toMatchObject({ whole: false, brokenAt: 5 });
  });
});

it('a log that is locked while it is proved says so, and nothing false', async () => {
  await log.open(key, null);
  await write(30);
  const proving = log.verify(log.head());
  await log.close();
  await proving.then(
    ({ whole }) => expect(whole).toBe(true),
    (error: unknown) => expect(isFailure(error, 'vault.locked')).toBe(true),
  );
});
