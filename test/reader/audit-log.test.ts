import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../core/audit/audit-log';
import { exported } from '../../core/audit/export';
import type { AuditHead } from '../../core/audit/log';
import { systemClock } from '../../core/base/clock';
import { auditLogInPython, python, type LogProof } from './python';

const scratch = mkdtempSync(join(tmpdir(), 'kh-audit-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const oldKey = Buffer.alloc(32, 7);
const newKey = Buffer.alloc(32, 9);
const keys: LogProof['keys'] = [
  { upTo: 500, key: oldKey.toString('base64') },
  { upTo: null, key: newKey.toString('base64') },
];

/** A log in several files and under two keys, as `keyhaven log --export` writes it. */
async function anExport(): Promise<{ text: string; anchor: AuditHead | null }> {
  const log = createAuditLog({
    folder: mkdtempSync(join(scratch, 'home-')),
    clock: systemClock,
    rotateAtBytes: 50_000,
  });
  const write = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, at) =>
        log.append({ actor: 'terminal', action: 'credential.copied', subject: `“₿” ${at}\n"\\`, outcome: 'done' }),
      ),
    );
  await log.open(oldKey, null);
  for (let times = 0; times < 5; times += 1) await write(100);
  await log.rekey(async () => Uint8Array.from(newKey));
  for (let times = 0; times < 5; times += 1) await write(100);
  const anchor = log.head();
  let text = '';
  for await (const piece of exported('jsonl', (place) => log.page(place))) text += piece;
  await log.close();
  return { text, anchor };
}

function proved(text: string, opens: LogProof) {
  const path = join(scratch, 'export.jsonl');
  writeFileSync(path, text);
  return auditLogInPython(path, opens);
}

describe.skipIf(python === undefined)('an exported log, read in Python (3.9 or newer)', () => {
  it('is proved whole, over files and under two keys, with its anchor', async () => {
    const { text, anchor } = await anExport();
    expect(proved(text, { keys, anchor })).toEqual({
      lines: 1000,
      links: true,
      macs: true,
      anchored: true,
      brokenAt: null,
    });
  });

  it('shows a lost line to anyone, and a changed one to whoever has the key', async () => {
    const { text, anchor } = await anExport();
    const lost = text.split('\n').toSpliced(41, 1).join('\n');
    expect(proved(lost, { keys: [], anchor: null })).toMatchObject({ links: false, macs: null, brokenAt: 42 });
    const lines = text.split('\n');
    const changed = lines.with(41, (lines[41] ?? '').replace('copied', 'tested')).join('\n');
    expect(proved(changed, { keys: [], anchor: null })).toMatchObject({ links: true, brokenAt: null });
    expect(proved(changed, { keys, anchor })).toMatchObject({ links: true, macs: false, brokenAt: 42 });
    const cut = lines.slice(0, 900).join('\n') + '\n';
    expect(proved(cut, { keys, anchor })).toMatchObject({ links: true, macs: true, anchored: false });
  });

  it('has the page’s test vector', () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/audit-log.md', import.meta.url)), 'utf8');
    const vector = /## Test vector[^]*?```\n([^`]*)```/.exec(page)?.[1] ?? '';
    const found = proved(vector, { keys: [{ upTo: null, key: oldKey.toString('base64') }], anchor: null });
    expect(found).toMatchObject({ lines: 2, links: true, macs: true, brokenAt: null });
  });
});
