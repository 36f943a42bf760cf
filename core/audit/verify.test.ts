import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../base/instants';
import { systemFiles } from './file';
import { LogKeys } from './keys';
import { sealed } from './line';
import type { AuditHead } from './log';
import { createSegments } from './segments';
import { verifyLog } from './verify';

const keys = new LogKeys(Buffer.alloc(32, 7));

/** A line with a mac that is right, wherever it claims to stand. */
const lineAfter = (prev: string, sequence: number, subject = 'x') =>
  sealed(
    keys,
    {
      sequence,
      time: instantOf(Date.UTC(2026, 10, 24)),
      actor: 'window',
      action: 'credential.copied',
      subject,
      outcome: 'done',
      whileLocked: false,
    },
    prev,
  );

async function verified(lines: readonly { line: string }[], anchored: AuditHead | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'kh-verify-'));
  const text = lines.map(({ line }) => `${line}\n`).join('');
  writeFileSync(join(folder, 'audit.log'), text);
  try {
    return await createSegments(systemFiles, folder).reading((parts) => verifyLog(parts, keys, anchored));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const first = lineAfter('', 1);
const second = lineAfter(first.mac, 2);
const third = lineAfter(second.mac, 3);

describe('lines that are each sound', () => {
  it('are whole in their order', async () => {
    expect(await verified([first, second, third])).toMatchObject({ whole: true, lines: 3, brokenAt: null });
  });

  it('are not whole where one of them comes from another history of the same log', async () => {
    const otherSecond = lineAfter(first.mac, 2, 'something else');
    const otherThird = lineAfter(otherSecond.mac, 3);
    expect(await verified([first, second, otherThird])).toMatchObject({ whole: false, brokenAt: 3 });
  });

  it('are not whole where they follow each other and skip a number', async () => {
    expect(await verified([first, lineAfter(first.mac, 3)])).toMatchObject({ whole: false, brokenAt: 2 });
  });

  it('are not whole where the anchored line is another one with its number', async () => {
    const anchored = { sequence: 2, mac: lineAfter(first.mac, 2, 'something else').mac };
    expect(await verified([first, second, third], anchored)).toMatchObject({ whole: false, brokenAt: 2 });
    expect(await verified([first, second, third], { sequence: 2, mac: second.mac })).toMatchObject({
      whole: true,
      notYetAnchored: 1,
    });
  });

  it('are all counted, also behind the first that does not fit', async () => {
    expect(await verified([second, first, third])).toMatchObject({ whole: false, brokenAt: 1, lines: 3 });
  });
});
