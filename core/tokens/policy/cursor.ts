import { shown, type Line, type Position, type Word } from './lines';
import { nearest } from './nearest';

export interface PolicyProblem extends Position {
  /** What was found and what is allowed there. */
  readonly message: string;
}

/** What is wrong with a line. What follows in the line after it would be a guess, so there is one a line. */
export class LineFault extends Error {
  readonly problem: PolicyProblem;

  constructor(at: Position, message: string) {
    super(message);
    this.problem = { line: at.line, column: at.column, message };
  }
}

/** One line, read word by word. Every method throws a LineFault for what it does not expect. */
export class Cursor {
  readonly keyword: Word;
  readonly #line: Line;
  #next = 0;

  constructor(line: Line) {
    this.keyword = line.keyword;
    this.#line = line;
  }

  peek(): Word | undefined {
    return this.#line.words[this.#next];
  }

  word(what: string): Word {
    const word = this.peek();
    if (word === undefined) throw new LineFault(this.#line.end, `${what} is missing here`);
    if (word.kind === 'comma') throw new LineFault(word, `found a comma where ${what} is expected`);
    if (word.kind === 'unclosed') throw new LineFault(word, 'this quotation mark is never closed');
    this.#next += 1;
    return word;
  }

  /** One of a closed list. */
  oneOf<T extends string>(allowed: readonly T[], what: string): T {
    const word = this.word(what);
    const found = allowed.find((each) => each === word.text);
    if (found === undefined) throw new LineFault(word, unknownWord(word.text, what, allowed));
    return found;
  }

  /** What `read` makes of the next word; `form` says how it is written. */
  value<T>(read: (text: string) => T | undefined, what: string, form: string): T {
    const word = this.word(what);
    const value = read(word.text);
    if (value === undefined) throw new LineFault(word, `found ${shown(word.text)} where ${what} is expected, ${form}`);
    return value;
  }

  /** One or more of the same, with commas between them, up to the end of the line. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.comma()) items.push(item());
    const word = this.peek();
    if (word !== undefined) throw new LineFault(word, `a comma is missing before ${shown(word.text)}`);
    return items;
  }

  comma(): boolean {
    if (this.peek()?.kind !== 'comma') return false;
    this.#next += 1;
    return true;
  }

  end(): void {
    const word = this.peek();
    if (word !== undefined) throw new LineFault(word, `found ${shown(word.text)} where the line should end`);
  }
}

export function unknownWord(text: string, what: string, allowed: readonly string[]): string {
  const near = nearest(text, allowed);
  const meant = near === undefined ? '' : `. Did you mean ${near}?`;
  return `found ${shown(text)} where ${what} is expected; allowed: ${allowed.join(', ')}${meant}`;
}
