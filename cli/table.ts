import type { Style } from './style';

const plain = /^[\x20-\x7e]*$/;

/** Control characters of a label could move the cursor, colour the screen or turn its direction; they become visible placeholders. */
export function printable(text: string): string {
  // The other pattern takes longer to make than a whole list to print.
  if (plain.test(text)) return text;
  // Joiners stay: without them some scripts and emoji fall apart, and they steer nothing.
  return text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

const twoCells =
  /^(?![©®])[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
/** Made on first use: it takes longer to make than most tables take to print. */
let segmenter: Intl.Segmenter | undefined;
const lettersOf = (text: string) =>
  plain.test(text)
    ? text.split('')
    : [...(segmenter ??= new Intl.Segmenter()).segment(text)].map(({ segment }) => segment);
const cellsOf = (letter: string) => (twoCells.test(letter) ? 2 : 1);

/** How many cells of a terminal a printable text takes. */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  return lettersOf(text).reduce((sum, letter) => sum + cellsOf(letter), 0);
}

/** The text where it fits, else as much of it as leaves room for an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let cells = 1;
  for (const letter of lettersOf(text)) {
    cells += cellsOf(letter);
    if (cells > width) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** The text and blanks up to a width in cells. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const gap = '  ';
const leastColumn = 6;

/** Column widths that fit into `limit` cells together: what is widest gives way first, and nothing below six. */
export function fit(wanted: readonly number[], limit: number): number[] {
  const widths = [...wanted];
  let over = widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1)) - limit;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= leastColumn) break;
    widths[widths.lastIndexOf(widest)] = widest - 1;
    over -= 1;
  }
  return widths;
}

/**
 * A table with aligned columns, no wider than the terminal it is for; the last column is not padded. Cells are plain
 * text, `paint` colours a cell after it was cut and padded; it is given the whole text too.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style,
  paint: (cell: string, column: number, whole: string) => string = (cell) => cell,
): string {
  const clean = rows.map((row) => row.map(printable));
  const wanted = head.map((title, column) => Math.max(title.length, ...clean.map((row) => widthOf(row[column] ?? ''))));
  const widths = fit(wanted, style.columns);
  const cell = (text: string, column: number) => {
    const short = cut(text, widths[column] ?? 0);
    return column === head.length - 1 ? short : pad(short, widths[column] ?? 0);
  };
  const line = (cells: readonly string[], paintOne: (cell: string, column: number, whole: string) => string) =>
    cells.map((text, column) => paintOne(cell(text, column), column, text)).join(gap);
  return [line(head, style.dim), ...clean.map((row) => line(row, paint))].join('\n');
}
