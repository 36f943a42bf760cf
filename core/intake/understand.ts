import { fail } from '../base/failure';
import type { IntakePreview } from '../contract/credentials';
import type { FieldName } from '../contract/words';
import type { CredentialFields } from '../credentials/record';
import type { Candidate, IntakeParser } from './candidate';
import { ccxt } from './ccxt';
import { coinbase } from './coinbase';
import { env } from './env';
import { freqtrade } from './freqtrade';
import { hummingbot } from './hummingbot';
import { json } from './json';
import { meaningsOfOneText, type MeaningOf } from './meaning';
import { fieldsAt } from './names';
import { pem } from './pem';
import { text } from './text';

/** What a pasted text was understood to be. The fields are secret. */
export interface Understood extends Pick<IntakePreview, 'source' | 'exchange' | 'label' | 'ignored'> {
  readonly fields: CredentialFields;
}

/** The ways a key is written down; the first that fits is taken. */
export const parsers: readonly IntakeParser[] = [coinbase, freqtrade, ccxt, json, hummingbot, env, pem, text];

const longestText = 65_536;
const mostIgnored = 40;
const telling = [
  'apiKey',
  'secret',
  'privateKey',
  'password',
  'walletAddress',
  'token',
] as const satisfies readonly FieldName[];

/**
 * Finds the fields of one key in a text. Where two values claim the same field neither is taken, and `ignored` names them.
 * @throws intake.tooLong, intake.ambiguous (keys of several exchanges, or several of one), intake.notUnderstood
 */
export function understand(pasted: string): Understood {
  if (pasted.length > longestText) throw fail('intake.tooLong', { length: pasted.length, limit: longestText });
  const clean = pasted.replace(/^\uFEFF/, '');
  for (const { source, read } of parsers) {
    const candidates = read(clean);
    if (candidates !== null) return { source, ...gather(candidates) };
  }
  throw fail('intake.notUnderstood');
}

function gather(candidates: readonly Candidate[]): Omit<Understood, 'source'> {
  const meaningOf = meaningsOfOneText();
  const { exchanges } = sorted(candidates, null, meaningOf);
  const known = only(exchanges);
  const { found, labels, ignored } = sorted(candidates, known, meaningOf);
  if (exchanges.size > 1 && found.size > 0) throw fail('intake.ambiguous');

  const fields: CredentialFields = {};
  const contested: string[] = [];
  const places: (readonly number[])[] = [];
  for (const [field, { values, names, within }] of found) {
    const [value, another] = values;
    if (value === undefined || another !== undefined) contested.push(...names);
    else {
      fields[field] = value;
      places.push(...within);
    }
  }
  if (!telling.some((field) => fields[field] !== undefined))
    throw contested.length > 0 ? fail('intake.ambiguous') : fail('intake.notUnderstood');
  // Half a key of one entry and half of the next would be a key that nobody has.
  if (!isOneEntry(places)) throw fail('intake.ambiguous');

  const secrets = Object.values(fields);
  return {
    exchange: known,
    label: only(labels),
    fields,
    ignored: [...new Set([...contested, ...ignored].map((name) => showable(name, secrets)))].slice(0, mostIgnored),
  };
}

/** What all the names mean, where the text names this exchange. What the exchange has no field for is ignored. */
function sorted(candidates: readonly Candidate[], known: string | null, meaningOf: MeaningOf) {
  const found = new Map<FieldName, { values: Set<string>; names: string[]; within: (readonly number[])[] }>();
  const exchanges = new Set<string>();
  const labels = new Set<string>();
  const ignored: string[] = [];
  for (const candidate of candidates) {
    const meaning = meaningOf(candidate, known);
    const field = meaning?.is === 'field' ? fieldFor(meaning.field, meaning.value, known) : null;
    if (meaning?.is === 'field' && meaning.exchange !== null) exchanges.add(meaning.exchange);
    if (meaning?.is === 'field' && field !== null) {
      const { values, names, within } = found.get(field) ?? { values: new Set(), names: [], within: [] };
      values.add(meaning.value);
      names.push(candidate.name);
      within.push(candidate.within ?? []);
      found.set(field, { values, names, within });
    } else if (meaning?.is === 'exchange') exchanges.add(meaning.exchange);
    else if (meaning?.is === 'label') labels.add(meaning.label);
    else ignored.push(candidate.name);
  }
  return { found, exchanges, labels, ignored };
}

/** Other programs call a wallet's address its key, and its private key its secret; null for what the exchange has not. */
function fieldFor(field: FieldName, value: string, exchange: string | null): FieldName | null {
  const has = fieldsAt(exchange);
  if (has === undefined || has.has(field)) return field;
  if (field === 'apiKey' && has.has('walletAddress') && /^0x[0-9a-f]{40}$/i.test(value)) return 'walletAddress';
  if (field === 'secret' && has.has('privateKey') && /^(?:0x)?[0-9a-f]{64}$/i.test(value)) return 'privateKey';
  return null;
}

/** Whether each of these objects holds the next: two that stand side by side are two keys. */
function isOneEntry(places: readonly (readonly number[])[]): boolean {
  const innermost = places.reduce<readonly number[]>((one, other) => (other.length > one.length ? other : one), []);
  return places.every((place) => place.every((object, depth) => innermost[depth] === object));
}

function only(values: ReadonlySet<string>): string | null {
  const [value, another] = values;
  return value !== undefined && another === undefined ? value : null;
}

/** In a hostile or broken text a name can be the secret itself, so only what reads like a name is shown. */
function showable(name: string, secrets: readonly string[]): string {
  const reads = name.length <= 40 && /^[A-Za-z_][A-Za-z_ .-]*\d{0,2}$/.test(name) && !/[A-Za-z]{21}/.test(name);
  return reads && !secrets.some((secret) => overlaps(name, secret)) ? name : 'a name that is not shown';
}

/** A value of three characters stands in many names by chance. */
function overlaps(name: string, secret: string): boolean {
  return secret === name || (secret.length >= 4 && name.includes(secret));
}
