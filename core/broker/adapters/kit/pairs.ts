/** One `name=value` of a query or form, as received: nothing decoded. Indexes are into the text it was read from. */
export interface Pair {
  readonly name: string;
  /** What stands after the first `=`; empty where there is none. */
  readonly value: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** Splits at `&` alone, as every exchange does; `;` and empty pairs stay what they are. */
export function splitPairs(text: string): Pair[] {
  const pairs: Pair[] = [];
  if (text === '') return pairs;
  let start = 0;
  for (;;) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand < 0 ? text.length : ampersand;
    const equals = text.indexOf('=', start);
    const hasValue = equals >= 0 && equals < end;
    pairs.push({
      name: text.slice(start, hasValue ? equals : end),
      value: hasValue ? text.slice(equals + 1, end) : '',
      start,
      valueStart: hasValue ? equals + 1 : end,
      end,
    });
    if (ampersand < 0) return pairs;
    start = ampersand + 1;
  }
}

/**
 * A name that stands twice, in the query, in the form, or in both. Names that differ by case alone count as the same: some
 * servers take them so, and then it would be open which one counts.
 */
export function hasDuplicates(...parts: readonly (readonly Pair[])[]): boolean {
  const seen = new Set<string>();
  for (const part of parts)
    for (const { name } of part) {
      const key = name.toLowerCase();
      if (seen.has(key)) return true;
      seen.add(key);
    }
  return false;
}

/** Letters, digits and `_`: a name that needs no decoding, so that no two readers can take it for two different names. */
export function isPlainName(name: string): boolean {
  if (name === '') return false;
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    const plain =
      (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
    if (!plain) return false;
  }
  return true;
}

/** `pair` at the end of a query or form. */
export function withPair(text: string, pair: string): string {
  return text === '' ? pair : `${text}&${pair}`;
}
