/** Where a command prints. Human tables by default, one JSON value with `--json`; messages and progress go to standard error. */
export interface Output {
  readonly json: boolean;
  value(value: unknown, human: () => string): void;
  note(text: string): void;
}

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** Colours only for a terminal, and never where NO_COLOR is set (no-color.org). */
export function styleFor(
  stream: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const coloured = stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  const paint = (name: keyof typeof codes) => (text: string) =>
    coloured ? `\u001b[${String(codes[name])}m${text}\u001b[0m` : text;
  return { bold: paint('bold'), dim: paint('dim'), red: paint('red'), yellow: paint('yellow'), green: paint('green') };
}

/** Control characters of a label could move the cursor or colour the screen; they become visible placeholders. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are just what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

const gap = '  ';

/** A table with aligned columns; the last column is not padded. Cells are plain text, `paint` colours a cell after padding. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style,
  paint: (cell: string, column: number) => string = (cell) => cell,
): string {
  const clean = rows.map((row) => row.map(printable));
  const widths = head.map((title, column) => Math.max(title.length, ...clean.map((row) => row[column]?.length ?? 0)));
  const pad = (text: string, column: number) => (column === head.length - 1 ? text : text.padEnd(widths[column] ?? 0));
  const title = head.map((text, column) => style.dim(pad(text, column))).join(gap);
  return [title, ...clean.map((row) => row.map((cell, column) => paint(pad(cell, column), column)).join(gap))].join(
    '\n',
  );
}

export function createOutput(json: boolean): Output {
  return {
    json,
    value: (value, human) => {
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : ensureNewline(human()));
    },
    note: (text) => void process.stderr.write(`${text}\n`),
  };
}

const ensureNewline = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
