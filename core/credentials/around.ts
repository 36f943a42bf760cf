import type { ExchangeInfo } from '../contract/exchanges';
import type { Around, TokenUse } from '../findings/facts';
import { zoneOf, type Zone } from '../rotation/due/zone';
import { policyOf } from '../rotation/policies';
import { builtInBook, rulesOf, type RuleBook } from '../rules/key-rules';
import { isPractice, type CredentialRoom, type StoredCredential } from './record';

/** What credentials are judged by that is not kept with them. */
export interface Judging {
  readonly rules: () => RuleBook;
  /** Use through tokens, by the credential's id. */
  readonly tokens: () => ReadonlyMap<string, TokenUse>;
  /** Whose calendar days are meant. */
  readonly zone: () => Zone;
}

export const plainJudging: Judging = { rules: () => builtInBook, tokens: () => new Map(), zone: () => zoneOf('UTC') };

/** What each credential of a room is judged by besides itself; gathered once for the whole list. */
export function aroundIn(
  { credentials, secondFactors = [], policies = {} }: CredentialRoom,
  { rules, tokens, zone }: Judging,
): (record: StoredCredential, info: ExchangeInfo) => Around {
  const book = rules();
  const uses = tokens();
  const inZone = zone();
  const holders = new Map<string, string[]>();
  /** One key of each exchange asks; ten keys that ask the same would bury the rest. */
  const askAt = new Map<string, string>();
  const answers = new Map(secondFactors.map(({ exchange, answer, at }) => [exchange, { answer, at }]));
  const rulesFor = new Map<string, Around['rules']>();
  let anyReal = false;
  for (const record of credentials) {
    const key = markOf(record);
    const held = holders.get(key);
    if (held === undefined) holders.set(key, [record.id]);
    else held.push(record.id);
    anyReal ||= !isPractice(record.exchange);
    if (askAt.has(record.exchange)) continue;
    askAt.set(record.exchange, record.id);
    rulesFor.set(record.exchange, rulesOf(book, record.exchange));
  }

  return (record, info) => {
    const practice = isPractice(record.exchange);
    const answer = answers.get(record.exchange);
    const asks = !practice && hasLogin(info) && askAt.get(record.exchange) === record.id;
    const ofExchange = rulesFor.get(record.exchange) ?? [];
    return {
      rules: ofExchange,
      twins: twinsOf(holders.get(markOf(record)), record.id),
      besideReal: practice && anyReal,
      secondFactor: asks ? (answer ?? 'toAsk') : null,
      tokens: uses.get(record.id) ?? null,
      policy: policyOf(record, policies, ofExchange),
      zone: inZone,
    };
  };
}

/** A wallet has no login that could have a second factor. */
export const hasLogin = ({ fields }: ExchangeInfo): boolean => fields.some(({ name }) => name === 'apiKey');

const none: readonly string[] = [];
const twinsOf = (held: readonly string[] = none, id: string): readonly string[] =>
  held.length < 2 ? none : held.filter((one) => one !== id);

const markOf = ({ sameKey, keyFingerprint }: StoredCredential) => sameKey ?? keyFingerprint;
