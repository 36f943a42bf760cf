import type { Instant } from '../base/instants';
import type { ExchangeInfo } from '../contract/exchanges';
import type { Diagnosis, Finding, FindingEvidence, Need, PermissionReport, Purpose, Right } from '../contract/words';
import type { RotationPolicy } from '../contract/rotation';
import type { Zone } from '../rotation/due/zone';
import type { KeyRule } from '../rules/rule';

/** Use of a credential through tokens, all of them together. */
export interface TokenUse {
  /** When the first of them was issued. */
  readonly since: Instant;
  readonly lastUsed: Instant | null;
  readonly tokens: number;
  /** The last use of each right; not `exact` where it was one of several and nobody kept which. */
  readonly rights: Readonly<Partial<Record<Right, { readonly at: Instant; readonly exact: boolean }>>>;
}

/** What is known of a credential from elsewhere than itself: other credentials, tokens, rules, and what a person said. */
export interface Around {
  /** What is known of keys of its exchange. */
  readonly rules: readonly KeyRule[];
  /** Other credentials here that hold the very same key. */
  readonly twins: readonly string[];
  /** A practice credential, and there are real ones too. */
  readonly besideReal: boolean;
  /** Whether the account has a second factor: what the person said; `toAsk` where nobody was asked yet and this credential is the one to ask at. */
  readonly secondFactor: { readonly answer: 'on' | 'off'; readonly at: Instant } | 'toAsk' | null;
  /** Null where no token was ever issued for it. */
  readonly tokens: TokenUse | null;
  /** How often it is to be replaced. */
  readonly policy: RotationPolicy;
  /** Whose calendar days are meant. */
  readonly zone: Zone;
}

/** What is known of a credential when it is judged; nothing secret. */
export interface CredentialFacts extends Around {
  /** `binance`, `practice:binance`, … */
  readonly exchange: string;
  readonly exchangeName: string;
  readonly support: ExchangeInfo['support'];
  readonly purpose: Purpose;
  readonly added: Instant;
  /** When it was tested last, whatever came of it. */
  readonly tested: Instant | null;
  /** The last report the exchange gave; null before the first. */
  readonly report: PermissionReport | null;
  /** Why the last test failed; null when it worked or there was none. */
  readonly diagnosis: Diagnosis | null;
}

/** The facts and what follows from them for every row alike. */
export interface Case extends CredentialFacts {
  readonly practice: boolean;
  readonly needs: Readonly<Record<Right, Need>>;
  /** The rights that the exchange said yes to. What it did not say is no reason for a finding. */
  readonly granted: readonly Right[];
  /** The answers of the exchange that the report was made of. */
  readonly told: readonly FindingEvidence[];
}

/** What a row says of a case, its kind aside. */
export type Said = Omit<Finding, 'kind'>;
