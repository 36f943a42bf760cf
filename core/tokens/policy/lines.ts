export interface Position {
  /** Both from 1; a column is a UTF-16 unit, as editors count. */
  readonly line: number;
  readonly column: number;
}

export interface Word extends Position {
  /** As written; of a quoted one what stands in the quotes; of a comma `,`. */
  readonly text: string;
  readonly kind: 'word' | 'quoted' | 'comma' | 'unclosed';
}

export interface Line {
  readonly keyword: Word;
  readonly words: readonly Word[];
  /** Just after the last word: where something is missing. */
  readonly end: Position;
}

const byteOrderMark = '\uFEFF';
const separator = /\r\n|\n|\r/;
/** A comment, a comma, a quoted text (JSON's way), or a word; a `#` inside of a word is part of it. */
const piece = /#[^]*|,|"(?:[^"\\]|\\[^])*"?|[^\s,"#][^\s,"]*/gu;

export const countLines = (text: string): number => text.split(separator).length;

/** The lines that say something, in words. Blank lines and comments are gone. */
export function linesOf(text: string): Line[] {
  const bare = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  return bare.split(separator).flatMap((content, index) => {
    const [keyword, ...words] = wordsOf(content, index + 1);
    if (keyword === undefined) return [];
    return [{ keyword, words, end: { line: index + 1, column: content.trimEnd().length + 1 } }];
  });
}

function wordsOf(content: string, line: number): Word[] {
  return [...content.matchAll(piece)].flatMap((match): Word[] => {
    const text = match[0];
    const position = { line, column: match.index + 1 };
    if (text.startsWith('#')) return [];
    if (text === ',') return [{ ...position, text, kind: 'comma' }];
    if (!text.startsWith('"')) return [{ ...position, text, kind: 'word' }];
    const inside = unquoted(text);
    return [
      inside === undefined ? { ...position, text, kind: 'unclosed' } : { ...position, text: inside, kind: 'quoted' },
    ];
  });
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** For names that one plain word cannot say. What cannot be seen (also odd spaces and what turns the direction) is written by number. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/(?! )[\p{C}\p{Z}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A word for a message: short, and with nothing that a terminal could obey. */
export function shown(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `“${quoted(short).slice(1, -1)}”`;
}
