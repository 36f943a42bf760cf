/**
 * JSON that can be understood in one way only. Parsers differ in which of two equal keys they take, and in how they round
 * numbers: so equal keys are refused, and numbers stay the text that was sent.
 */
export type StrictJson = null | boolean | string | JsonNumber | readonly StrictJson[] | JsonObject;

export class JsonNumber {
  /** As written. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export class JsonObject {
  readonly members: ReadonlyMap<string, StrictJson>;
  /** Index of its closing brace, where a member can be added. */
  readonly end: number;

  constructor(members: ReadonlyMap<string, StrictJson>, end: number) {
    this.members = members;
    this.end = end;
  }
}

const deepest = 8;

class Refused extends Error {}

/** Undefined: not JSON, or JSON that can be understood in two ways. A string's characters are left as the text has them. */
export function readStrictJson(text: string): StrictJson | undefined {
  try {
    return new Reader(text).whole();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

// Each matches from where it stands and cannot backtrack into a longer search.
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- control characters are what JSON forbids in a string
const control = /[\u0000-\u001f]/;
// eslint-disable-next-line no-control-regex -- control characters are what JSON forbids in a string
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): StrictJson {
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#at !== this.#text.length) throw new Refused();
    return value;
  }

  #value(depth: number): StrictJson {
    if (depth > deepest) throw new Refused();
    this.#skipSpace();
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    if (this.#word('true')) return true;
    if (this.#word('false')) return false;
    if (this.#word('null')) return null;
    const digits = this.#take(number);
    if (digits === '') throw new Refused();
    return new JsonNumber(digits);
  }

  #object(depth: number): JsonObject {
    const members = new Map<string, StrictJson>();
    this.#at += 1;
    this.#skipSpace();
    if (this.#word('}')) return new JsonObject(members, this.#at - 1);
    do {
      this.#skipSpace();
      const key = this.#string();
      if (members.has(key)) throw new Refused();
      this.#skipSpace();
      if (!this.#word(':')) throw new Refused();
      members.set(key, this.#value(depth + 1));
      this.#skipSpace();
    } while (this.#word(','));
    if (!this.#word('}')) throw new Refused();
    return new JsonObject(members, this.#at - 1);
  }

  #array(depth: number): readonly StrictJson[] {
    const items: StrictJson[] = [];
    this.#at += 1;
    this.#skipSpace();
    if (this.#word(']')) return items;
    do {
      items.push(this.#value(depth + 1));
      this.#skipSpace();
    } while (this.#word(','));
    if (!this.#word(']')) throw new Refused();
    return items;
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return;
      this.#at += 1;
    }
  }

  #string(): string {
    // Nearly all strings have nothing to undo in them; the pattern takes several times as long.
    const end = this.#text[this.#at] === '"' ? this.#text.indexOf('"', this.#at + 1) : -1;
    const plain = end < 0 ? '' : this.#text.slice(this.#at + 1, end);
    if (end >= 0 && !plain.includes('\\') && !control.test(plain)) {
      this.#at = end + 1;
      return plain;
    }
    const raw = this.#take(string);
    if (raw === '') throw new Refused();
    return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }
}
