import { fail } from '../base/failure';
import type { IntakePreview } from '../contract/credentials';
import type { FieldName } from '../contract/words';
import type { CredentialFields } from '../credentials/record';
import type { Candidate, IntakeParser } from './candidate';
import { env } from './env';
import { json } from './json';
import { meaningOf } from './meaning';
import { text } from './text';

/** What a pasted text was understood to be. The fields are secret. */
export interface Understood extends Pick<IntakePreview, 'source' | 'exchange' | 'label' | 'ignored'> {
  readonly fields: CredentialFields;
}

/** The ways a key is written down; the first that fits is taken. */
export const parsers: readonly IntakeParser[] = [json, env, text];

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
  const found = new Map<FieldName, { values: Set<string>; names: string[] }>();
  const exchanges = new Set<string>();
  const labels = new Set<string>();
  const ignored: string[] = [];
  for (const candidate of candidates) {
    const meaning = meaningOf(candidate);
    if (meaning === null) ignored.push(candidate.name);
    else if (meaning.is === 'exchange') exchanges.add(meaning.exchange);
    else if (meaning.is === 'label') labels.add(meaning.label);
    else {
      const { values, names } = found.get(meaning.field) ?? { values: new Set(), names: [] };
      values.add(meaning.value);
      names.push(candidate.name);
      found.set(meaning.field, { values, names });
      if (meaning.exchange !== null) exchanges.add(meaning.exchange);
    }
  }

  const fields: CredentialFields = {};
  const contested: string[] = [];
  for (const [field, { values, names }] of found) {
    const [value, another] = values;
    if (value !== undefined && another === undefined) fields[field] = value;
    else contested.push(...names);
  }
  const understood = telling.some((field) => fields[field] !== undefined);
  if (exchanges.size > 1 && found.size > 0) throw fail('intake.ambiguous');
  if (!understood) throw contested.length > 0 ? fail('intake.ambiguous') : fail('intake.notUnderstood');

  return {
    exchange: only(exchanges),
    label: only(labels),
    fields,
    ignored: [...new Set([...contested, ...ignored].map(showable))].slice(0, mostIgnored),
  };
}

function only(values: ReadonlySet<string>): string | null {
  const [value, another] = values;
  return value !== undefined && another === undefined ? value : null;
}

/** In a hostile or broken text a name can be the secret itself, so only what reads like a name is shown. */
function showable(name: string): string {
  return name.length <= 40 && /^[A-Za-z_][A-Za-z_ .-]*\d{0,2}$/.test(name) ? name : 'a name that is not shown';
}
