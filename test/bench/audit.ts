import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditLog } from '../../core/audit/audit-log';
import type { AuditHead } from '../../core/audit/log';
import { LogKeys } from '../../core/audit/keys';
import { sealed } from '../../core/audit/line';
import { fullName, liveName } from '../../core/audit/segments';
import { plainlyVerified } from '../../core/audit/plain-log.fixture';
import { systemClock } from '../../core/base/clock';
import { instantOf } from '../../core/base/instants';
import { alternating, timed } from './support/measure';
import { tell } from './support/rows';
import { removeAtEnd } from './support/scratch';

/** A log of a million lines on disk, proved whole line by line, in as many files as Keyhaven makes of it. */

const howMany = 1_000_000;
const linesInFile = 26_000;
const goalMs = 5_000;
const rounds = 3;
const key = Buffer.alloc(32, 7);

const what = [
  ['credential.tested', 'works'],
  ['credential.copied', 'done'],
  ['vault.unlocked', 'done'],
  ['credential.revealed', 'authorization.denied'],
] as const;

/** Lines as a year of use makes them; the whole log would take an hour to append, each line synced. */
function writeLog(folder: string): { head: AuditHead; first: { name: string; bytes: Buffer } } {
  const keys = new LogKeys(key);
  let head: AuditHead = { sequence: 0, mac: '' };
  let first: { name: string; bytes: Buffer } | null = null;
  while (head.sequence < howMany) {
    const from = head.sequence + 1;
    const upTo = Math.min(howMany, head.sequence + linesInFile);
    let text = '';
    while (head.sequence < upTo) {
      const sequence = head.sequence + 1;
      const [action, outcome] = what[sequence % what.length] ?? what[0];
      const { line, mac } = sealed(
        keys,
        {
          sequence,
          time: instantOf(Date.UTC(2026, 0, 1) + sequence * 30_000),
          actor: sequence % 3 === 0 ? 'terminal' : 'window',
          action,
          subject: '5z3gee0bxd59pvn7h4fsc8tj10 apiKey',
          outcome,
          whileLocked: false,
        },
        head.mac,
      );
      text += `${line}\n`;
      head = { sequence, mac };
    }
    const name = upTo === howMany ? liveName : fullName(from);
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    first ??= { name, bytes: Buffer.from(text) };
  }
  if (first === null) throw new Error('nothing was written');
  return { head, first };
}

async function measure(folder: string): Promise<void> {
  process.stderr.write('audit: a million lines are written\n');
  const { head, first } = writeLog(folder);
  const log = createAuditLog({ folder, clock: systemClock });
  const open = await timed(() => log.open(key, head));
  const found = await alternating(rounds, {
    verify: () =>
      timed(async () => {
        const { whole, lines } = await log.verify(head);
        if (!whole || lines !== howMany) throw new Error('the log is not whole');
      }),
    /** One file of it in the plainest way, as much of it as a million lines would take. */
    plainly: async () => ((await timed(() => plainlyVerified([first], key, null))) * howMany) / linesInFile,
    list: () => timed(() => log.list({ limit: 200 })),
    rare: () => timed(() => log.list({ limit: 200, filter: 'nowhere in it' })),
  });
  await log.close();
  const row = (name: string, ours: number) => ({
    what: `Audit log of a million lines: ${name}`,
    unit: 'ms' as const,
    ours,
  });
  tell({
    ...row('every line proved, against the plainest way', found.verify),
    other: found.plainly,
    goal: { text: `≤ ${goalMs.toLocaleString('en')} ms`, met: found.verify <= goalMs },
  });
  tell({ ...row('opened', open), other: null, goal: null });
  tell({ ...row('newest page', found.list), other: null, goal: null });
  tell({ ...row('searched for what is nowhere in it', found.rare), other: null, goal: null });
}

const folder = mkdtempSync(join(tmpdir(), 'kh-bench-'));
removeAtEnd(() => {
  rmSync(folder, { recursive: true, force: true });
});
await measure(folder);
