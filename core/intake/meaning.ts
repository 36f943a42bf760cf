import { secretFields, type FieldName } from '../contract/words';
import type { Candidate } from './candidate';
import { exchangeNamed, exchangePhrases, fieldPhrases, labelPhrases, neutralWords, wordsOf } from './names';

/** What one candidate is taken for; null where it is not taken. */
export type Meaning =
  | { readonly is: 'field'; readonly field: FieldName; readonly exchange: string | null; readonly value: string }
  | { readonly is: 'exchange'; readonly exchange: string }
  | { readonly is: 'label'; readonly label: string };

/** Splitting a name into its words takes time that grows with the square of its length. */
const longestName = 200;
const longestValue = 8192;
const longestLabel = 80;

const phrases = secretFields
  .flatMap((field) => fieldPhrases[field].map((phrase) => ({ field, words: phrase.split(' ') })))
  // `api secret key` has to be tried before `key`.
  .sort((one, other) => other.words.length - one.words.length);

/** What stands in examples and in places where a secret was blacked out. */
const placeholder = /^(?:your[_ -]|<|\$\{|\{\{|x{4,}|\*{3,}|•{3,}|…|\.{3,}|changeme)/i;
const privatePem = /^-----BEGIN (?:EC |RSA )?PRIVATE KEY-----\n[\s\S]+\n-----END (?:EC |RSA )?PRIVATE KEY-----$/;
const coinbaseKeyName = /^organizations\/[\w-]+\/apiKeys\/[\w-]+$/;

export function meaningOf({ name, path, value }: Candidate): Meaning | null {
  if ([...path, name].some(({ length }) => length > longestName)) return null;
  const words = [...path, name].flatMap(wordsOf);
  // Coinbase calls the key itself "name", and only its own keys look like this.
  if (coinbaseKeyName.test(value)) return { is: 'field', field: 'apiKey', exchange: 'coinbase', value };
  return asField(words, value) ?? asExchange(words, value) ?? asLabel(words, value);
}

/** Whether this name alone, without a value, is that of a field; for texts that have the value on the next line. */
export function namesField(name: string): boolean {
  return fieldNamed(wordsOf(name)) !== null;
}

function asField(words: readonly string[], value: string): Meaning | null {
  const named = fieldNamed(words);
  if (named === null) return null;
  const tidy = value.replaceAll('\r\n', '\n').trim();
  if (tidy === '' || tidy.length > longestValue || placeholder.test(tidy)) return null;
  if (privatePem.test(tidy)) return { ...named, is: 'field', field: pemField(named.field), value: tidy };
  return /[\p{Cc}\s]/u.test(tidy) ? null : { ...named, is: 'field', value: tidy };
}

/** Exchanges that sign with a PEM take it where others take the secret; a `privateKey` is that of a wallet. */
function pemField(field: FieldName): FieldName {
  return field === 'privateKey' ? 'secret' : field;
}

function fieldNamed(words: readonly string[]): { field: FieldName; exchange: string | null } | null {
  for (const phrase of phrases) {
    const before = wordsBefore(words, phrase.words);
    if (before === null) continue;
    const telling = before.filter((word) => !neutralWords.has(word));
    if (telling.length === 0) return { field: phrase.field, exchange: null };
    const exchange = exchangeNamed(telling);
    // The longest phrase that fits decides: `telegram token` is no token of an exchange, whatever shorter phrase fits too.
    return exchange === null ? null : { field: phrase.field, exchange };
  }
  return null;
}

function asExchange(words: readonly string[], value: string): Meaning | null {
  if (![...exchangePhrases, ...labelPhrases, 'id'].some((phrase) => stands(words, phrase))) return null;
  const exchange = value.length <= longestLabel ? exchangeNamed(wordsOf(value)) : null;
  return exchange === null ? null : { is: 'exchange', exchange };
}

function asLabel(words: readonly string[], value: string): Meaning | null {
  const label = value.trim();
  const fits = label !== '' && label.length <= longestLabel && !/\p{Cc}/u.test(label);
  return fits && labelPhrases.some((phrase) => stands(words, phrase)) ? { is: 'label', label } : null;
}

function stands(words: readonly string[], phrase: string): boolean {
  return wordsBefore(words, phrase.split(' '))?.every((word) => neutralWords.has(word)) ?? false;
}

/** The words in front of a phrase that ends them; null where they do not end in it. */
function wordsBefore(words: readonly string[], phrase: readonly string[]): string[] | null {
  const start = words.length - phrase.length;
  return start >= 0 && phrase.every((word, index) => words[start + index] === word) ? words.slice(0, start) : null;
}
