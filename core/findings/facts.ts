import type { ExchangeInfo } from '../contract/exchanges';
import type { Diagnosis, Need, PermissionReport, Purpose, Right } from '../contract/words';

/** What is known of a credential when it is judged; nothing secret. */
export interface CredentialFacts {
  /** `binance`, `practice:binance`, … */
  readonly exchange: string;
  readonly exchangeName: string;
  readonly support: ExchangeInfo['support'];
  readonly purpose: Purpose;
  /** The last report the exchange gave; null before the first. */
  readonly report: PermissionReport | null;
  /** Why the last test failed; null when it worked or there was none. */
  readonly diagnosis: Diagnosis | null;
}

/** The facts and what follows from them for every row alike. */
export interface Case extends CredentialFacts {
  readonly needs: Readonly<Record<Right, Need>>;
  /** The rights that the exchange said yes to. What it did not say is no reason for a finding. */
  readonly granted: readonly Right[];
}
