import { lstat } from 'node:fs/promises';
import { fail } from '../../core/base/failure';
import { writeNew } from '../../core/base/new-file';
import type { Health, HealthItem } from '../../core/contract/health';
import type { Severity } from '../../core/contract/words';
import { kindTitles } from '../../core/contract/finding-titles';
import type { ExitName } from '../exit-codes';
import { writeOut } from '../output';
import { freezeNotes, type Session } from '../session';
import type { Style } from '../style';
import { printable, table } from '../table';
import { dayText } from '../words';

/** More than anybody reads on a terminal; a report holds them all. */
const shownAtOnce = 20;
const inReport = 5000;
const standardOutput = '-';

export async function showHealth(session: Session): Promise<ExitName> {
  await session.open();
  const health = await session.call('health.get', {});
  session.output.value(health, () => human(health, session.style));
  return exitOf(health);
}

export async function writeReport(session: Session, path: string, isPrivate: boolean): Promise<ExitName> {
  // Before the passphrase is asked for.
  if (path !== standardOutput && (await lstat(path).catch(() => null)) !== null) throw fail('export.exists');
  await session.open();
  const health = await session.call('health.get', { limit: inReport });
  // Most commands need nothing of it.
  const { healthReport } = await import('../../core/findings/health-report');
  const text = healthReport(health, { private: isPrivate, version: session.surroundings.version });
  if (path === standardOutput) writeOut(text);
  else {
    const bytes = await writeNew(path, pieces(text));
    session.output.value({ bytes, score: health.score }, () => `The report is in ${printable(path)}.`);
  }
  return exitOf(health);
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}

/**
 * For scripts: the worst of what counts (not muted, and not of practice keys beside real ones), where it is above medium; else whether
 * what was looked at is the truth of today.
 */
function exitOf({ parts, frozen, rules }: Health): ExitName {
  for (const worst of ['critical', 'high'] as const) if (parts.some(({ severity }) => severity === worst)) return worst;
  return frozen !== null || rules.state === 'notUnderstood' ? 'unsure' : 'ok';
}

function human(health: Health, style: Style): string {
  const { score, counts, parts, todo, more, muted, moreMuted } = health;
  const unsure = unsureLines(health, style);
  if (score === null)
    return [...unsure, 'No keys yet. `keyhaven add` adds one; `keyhaven practice fill` brings four to try.'].join('\n');
  const lines = [
    ...unsure,
    style.bold(`Health: ${String(score)} of 100`),
    `${String(counts.keys)} keys, ${String(counts.calm)} without a finding; ${countsText(counts)}; ${String(counts.muted)} muted`,
    ...(health.practiceCounts
      ? []
      : [style.dim('Practice keys are told and do not count: neither in the score nor in the exit code.')]),
  ];
  if (parts.length > 0)
    lines.push(
      '',
      table(
        ['POINTS', 'KEYS', 'SEVERITY', 'FINDING'],
        parts.map(({ points, keys, severity, kind }) => [
          `−${String(points)}`,
          String(keys),
          severity,
          kindTitles[kind],
        ]),
        style,
        (cell, column, whole) => (column === 2 ? paintOf(whole as Severity, style)(cell) : cell),
      ),
    );
  lines.push('', style.bold(todo.length === 0 ? 'Nothing to do.' : 'What to do, the most urgent first'));
  todo.slice(0, shownAtOnce).forEach((item, index) => lines.push('', ...itemLines(item, index + 1, style)));
  const left = more + Math.max(0, todo.length - shownAtOnce);
  if (left > 0) lines.push('', style.dim(`${String(left)} more; --report FILE writes them all.`));
  if (muted.length > 0) {
    lines.push('', style.bold('Muted'));
    for (const { label, finding, mute } of muted)
      lines.push(
        `  ${printable(label)}: ${finding.kind} (${finding.severity}) until ${dayText(mute.until)}: ${printable(mute.reason)}`,
      );
    if (moreMuted > 0) lines.push(style.dim(`  ${String(moreMuted)} more`));
  }
  return lines.join('\n');
}

/** Why what follows may not be the whole truth; it stands before everything, because it is about all of it. */
function unsureLines({ frozen, rules }: Health, style: Style): string[] {
  const lines: string[] = [];
  if (frozen !== null)
    lines.push(
      style.yellow(`The vault opened frozen. ${freezeNotes[frozen]}`),
      '  → Test the keys again and look at each; put a newer copy of the vault back where you have one.',
      '',
    );
  if (rules.state === 'notUnderstood')
    lines.push(
      style.yellow(`Your key-rules.json is not understood: ${printable(rules.problem ?? '')}`),
      '  → The built-in rules hold meanwhile. Correct the file or move it away.',
      '',
    );
  return lines;
}

const countsText = ({ critical, high, medium, low }: Health['counts']) =>
  `${String(critical)} critical, ${String(high)} high, ${String(medium)} medium, ${String(low)} low`;

const paintOf = (severity: Severity, style: Style) =>
  severity === 'critical' ? style.red : severity === 'high' ? style.yellow : style.dim;

function itemLines({ finding, label, exchangeName, keyEnding }: HealthItem, number: number, style: Style): string[] {
  const { severity, title, kind, next } = finding;
  return [
    `${String(number).padStart(2)}. ${paintOf(severity, style)(severity)}  ${style.bold(title)}`,
    `    ${printable(label)} · ${exchangeName} …${printable(keyEnding)} · ${kind}`,
    `    → ${next}`,
  ];
}
