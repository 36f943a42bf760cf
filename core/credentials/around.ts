import type { ExchangeInfo } from '../contract/exchanges';
import type { Around, TokenUse } from '../findings/facts';
import { builtInBook, rulesOf, type RuleBook } from '../rules/key-rules';
import { isPractice, type CredentialRoom, type StoredCredential } from './record';

/** What credentials are judged by that is not kept with them. */
export interface Judging {
  readonly rules: () => RuleBook;
  /** Use through tokens, by the credential's id. */
  readonly tokens: () => ReadonlyMap<string, TokenUse>;
}

export const plainJudging: Judging = { rules: () => builtInBook, tokens: () => new Map() };

/** What each credential of a room is judged by besides itself; gathered once for the whole list. */
export function aroundIn(
  { credentials, secondFactors = [] }: CredentialRoom,
  { rules, tokens }: Judging,
): (record: StoredCredential, info: ExchangeInfo) => Around {
  const book = rules();
  const uses = tokens();
  const holders = new Map<string, string[]>();
  /** One key of each exchange asks; ten keys that ask the same would bury the rest. */
  const askAt = new Map<string, string>();
  const answers = new Map(secondFactors.map(({ exchange, answer, at }) => [exchange, { answer, at }]));
  let anyReal = false;
  for (const record of credentials) {
    const key = markOf(record);
    holders.set(key, [...(holders.get(key) ?? []), record.id]);
    anyReal ||= !isPractice(record.exchange);
    if (!askAt.has(record.exchange)) askAt.set(record.exchange, record.id);
  }

  return (record, info) => {
    const practice = isPractice(record.exchange);
    const answer = answers.get(record.exchange);
    const asks = !practice && hasLogin(info) && askAt.get(record.exchange) === record.id;
    return {
      rules: rulesOf(book, record.exchange),
      twins: (holders.get(markOf(record)) ?? []).filter((id) => id !== record.id),
      besideReal: practice && anyReal,
      secondFactor: asks ? (answer ?? 'toAsk') : null,
      tokens: uses.get(record.id) ?? null,
    };
  };
}

/** A wallet has no login that could have a second factor. */
export const hasLogin = ({ fields }: ExchangeInfo): boolean => fields.some(({ name }) => name === 'apiKey');

const markOf = ({ sameKey, keyFingerprint }: StoredCredential) => sameKey ?? keyFingerprint;
