import { secretFields, type FieldName } from '../contract/words';
import type { Candidate } from './candidate';
import {
  exchangeNamed,
  exchangePhrases,
  fieldPhrases,
  fieldsAt,
  labelPhrases,
  neutralWords,
  ownPhrases,
  wordsOf,
} from './names';
import { unflattenPem } from './pem';

/** What one candidate is taken for; null where it is not taken. */
export type Meaning =
  | { readonly is: 'field'; readonly field: FieldName; readonly exchange: string | null; readonly value: string }
  | { readonly is: 'exchange'; readonly exchange: string }
  | { readonly is: 'label'; readonly label: string };

/** Of a name together with all that it stands in: far more than any program writes, and little enough to be looked at for each of ten thousand values. */
const longestName = 200;
const longestPath = 600;
const longestValue = 8192;
const longestLabel = 80;

interface Phrase {
  readonly field: FieldName;
  readonly words: readonly string[];
}

/** An exchange's name has at most so many words. */
const longestExchange = 4;

const phrases: readonly Phrase[] = secretFields
  .flatMap((field) => fieldPhrases[field].map((phrase) => ({ field, words: phrase.split(' ') })))
  // `api secret key` has to be tried before `key`.
  .sort((one, other) => other.words.length - one.words.length);

/** What stands in examples and in places where a secret was blacked out. */
const placeholder = /^(?:your[_ -]|<|\$\{|\{\{|x{4,}|\*{3,}|•{3,}|…|\.{3,}|changeme)/i;
const privatePem = /^-----BEGIN (?:EC |RSA )?PRIVATE KEY-----\n[\s\S]+\n-----END (?:EC |RSA )?PRIVATE KEY-----$/;
const coinbaseKeyName = /^organizations\/[\w-]+\/apiKeys\/[\w-]+$/;

/** `known`: the exchange that the rest of the text names, whose own words for its fields then count. */
export type MeaningOf = (candidate: Candidate, known: string | null) => Meaning | null;

/**
 * Says what the candidates of one text mean. The words of a name are looked for once, however often it stands in the text; they are kept
 * no longer than that, because a name may be a secret in the wrong place.
 */
export function meaningsOfOneText(): MeaningOf {
  const known = new Map<string, readonly string[]>();
  const words = (name: string): readonly string[] => {
    const found = known.get(name) ?? wordsOf(name);
    known.set(name, found);
    return found;
  };
  return (candidate, exchange) => meaningOf(candidate, exchange, words);
}

function meaningOf(
  { name, path, value }: Candidate,
  known: string | null,
  wordsIn: (name: string) => readonly string[],
): Meaning | null {
  const names = [...path, name];
  const length = names.reduce((sum, each) => sum + each.length, 0);
  if (length > longestPath || names.some((each) => each.length > longestName)) return null;
  const words = names.flatMap(wordsIn);
  // Coinbase calls the key itself "name", and only its own keys look like this.
  if (coinbaseKeyName.test(value)) return { is: 'field', field: 'apiKey', exchange: 'coinbase', value };
  // Phemex calls its key "ID", where a configuration has the id of the exchange.
  return asExchange(words, value) ?? asField(words, value, known) ?? asLabel(words, value);
}

/** Whether this name alone, without a value, is that of a field; for texts that have the value on the next line. */
export function namesField(name: string): boolean {
  return fieldNamed(wordsOf(name), null) !== null;
}

/** Whether a name is called like a field, of whomever. */
export function endsInField(name: string): boolean {
  if (name.length > longestName) return false;
  const words = wordsOf(name);
  return phrases.some((phrase) => wordsBefore(words, phrase.words) !== null);
}

function asField(words: readonly string[], value: string, known: string | null): Meaning | null {
  const named = fieldNamed(words, known);
  if (named === null) return null;
  const tidy = unflattenPem(value.replaceAll('\r\n', '\n').trim());
  if (tidy === '' || tidy.length > longestValue || placeholder.test(tidy)) return null;
  if (privatePem.test(tidy))
    return { ...named, is: 'field', field: pemField(named.field, named.exchange ?? known), value: tidy };
  return /[\p{Cc}\s]/u.test(tidy) ? null : { ...named, is: 'field', value: tidy };
}

/** Exchanges that sign with a PEM take it where others take the secret, but for those that have no secret. */
function pemField(field: FieldName, exchange: string | null): FieldName {
  return field === 'privateKey' && fieldsAt(exchange)?.has('secret') !== false ? 'secret' : field;
}

type Named = { readonly field: FieldName; readonly exchange: string | null };

function fieldNamed(words: readonly string[], known: string | null): Named | null {
  const exchange = exchangeBefore(words) ?? known;
  const own = exchange === null ? null : fieldIn(ownPhrases(exchange), words);
  return own ?? fieldIn(phrases, words);
}

/** The exchange with whose name these words begin. */
function exchangeBefore(words: readonly string[]): string | null {
  const telling = words.filter((word) => !neutralWords.has(word)).slice(0, longestExchange);
  for (let count = telling.length; count > 0; count -= 1) {
    const exchange = exchangeNamed(telling.slice(0, count));
    if (exchange !== undefined) return exchange;
  }
  return null;
}

function fieldIn(list: readonly Phrase[], words: readonly string[]): Named | null {
  for (const phrase of list) {
    const before = wordsBefore(words, phrase.words);
    if (before === null) continue;
    const telling = before.filter((word) => !neutralWords.has(word));
    if (telling.length === 0) return { field: phrase.field, exchange: null };
    const exchange = exchangeNamed(telling);
    // The longest phrase that fits decides: `telegram token` is no token of an exchange, whatever shorter phrase fits too.
    return exchange === undefined ? null : { field: phrase.field, exchange };
  }
  return null;
}

function asExchange(words: readonly string[], value: string): Meaning | null {
  if (!exchangeSigns.some((phrase) => stands(words, phrase))) return null;
  const exchange = value.length <= longestLabel ? exchangeNamed(wordsOf(value)) : null;
  return exchange === null || exchange === undefined ? null : { is: 'exchange', exchange };
}

function asLabel(words: readonly string[], value: string): Meaning | null {
  const label = value.trim();
  const fits = label !== '' && label.length <= longestLabel && !/\p{Cc}/u.test(label);
  return fits && labelSigns.some((phrase) => stands(words, phrase)) ? { is: 'label', label } : null;
}

const split = (phrases: readonly string[]) => phrases.map((phrase) => phrase.split(' '));
const labelSigns = split(labelPhrases);
const exchangeSigns = split([...exchangePhrases, ...labelPhrases, 'id']);

function stands(words: readonly string[], phrase: readonly string[]): boolean {
  return wordsBefore(words, phrase)?.every((word) => neutralWords.has(word)) ?? false;
}

/** The words in front of a phrase that ends them; null where they do not end in it. */
function wordsBefore(words: readonly string[], phrase: readonly string[]): string[] | null {
  const start = words.length - phrase.length;
  return start >= 0 && phrase.every((word, index) => words[start + index] === word) ? words.slice(0, start) : null;
}
