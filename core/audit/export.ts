import { AuditEntry, logBegin, type AuditExportFormat, type AuditPage, type AuditPlace } from '../contract/audit';

type Format = { readonly head: string; readonly page: (text: string) => string };

const columns = ['sequence', 'time', 'actor', 'action', 'subject', 'outcome', 'whileLocked'] as const;
const csvLine = (cells: readonly string[]) => `${cells.join(',')}\r\n`;

/** JSON lines are the log itself, to be proved (docs/audit-log.md); CSV is for reading in a spreadsheet, and proves nothing. */
const formats = {
  jsonl: { head: '', page: (text) => text },
  csv: { head: csvLine(columns), page: (text) => text.split('\n').filter(Boolean).map(csvOf).join('') },
} as const satisfies Record<AuditExportFormat, Format>;

/** The whole log in that format, piece by piece, oldest line first. */
export async function* exported(
  format: AuditExportFormat,
  page: (place: AuditPlace) => Promise<AuditPage>,
): AsyncGenerator<string> {
  if (formats[format].head !== '') yield formats[format].head;
  let place: AuditPlace | null = logBegin;
  while (place !== null) {
    const { text, next }: AuditPage = await page(place);
    if (text !== '') yield formats[format].page(text);
    place = next;
  }
}

/** A name for the file, without what a file system forbids: `keyhaven-log-2026-11-24.jsonl`. */
export const exportName = (format: AuditExportFormat, now: string): string =>
  `keyhaven-log-${now.slice(0, 10)}.${format}`;

function csvOf(line: string): string {
  const entry = entryOf(line);
  if (entry === null) return csvLine(['', '', '', '', cell('(a line that is damaged)'), '', '']);
  return csvLine(columns.map((column) => cell(String(entry[column]))));
}

function entryOf(line: string): AuditEntry | null {
  try {
    const { prev: _prev, mac: _mac, ...entry } = JSON.parse(line) as Record<string, unknown>;
    return AuditEntry.safeParse(entry).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Quoted as RFC 4180 says. A spreadsheet takes a cell that begins with one of these for a formula and runs it; the apostrophe
 * makes it text (OWASP, "CSV Injection", seen 2026-11).
 */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /^[\w.:-]*$/.test(safe) ? safe : `"${safe.replaceAll('"', '""')}"`;
}
