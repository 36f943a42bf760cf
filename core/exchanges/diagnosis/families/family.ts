import type { DiagnosisCode } from '../../../contract/words';

/**
 * What the error answers of some exchanges mean. Data alone. Where a fact is not sure the row says less (`refused`, `ipOrRight`), never
 * more. To add one: its file here, a line in families.ts, rows in families.test.ts.
 */
export interface Family {
  /** ccxt's ids. */
  readonly exchanges: readonly string[];
  /** Where an answer says what is wrong: names with dots between them, numbers for places in a list; an empty one is the whole answer. */
  readonly says: { readonly codes: readonly string[]; readonly texts: readonly string[] };
  /** By the exchange's own code or word, which must be the whole of it. */
  readonly codes: Readonly<Record<string, DiagnosisCode>>;
  /** By a piece of the exchange's text, whatever its case; asked before the codes, and the first that fits decides. */
  readonly phrases?: readonly (readonly [phrase: string, meaning: DiagnosisCode])[];
  /** By the HTTP status, where the answer says nothing. */
  readonly statuses?: Readonly<Record<number, DiagnosisCode>>;
  /** Its public question for the time, asked without a key. Paths and shapes: `fetchTime` of ccxt 4.5.84. */
  readonly clock?: {
    readonly path: `/${string}`;
    readonly at: string;
    readonly unit: 'ms' | 's';
    /** How far off, in milliseconds, the time of a signed request may be; of an exchange that does not say that it was the time. */
    readonly toleratesMs?: number;
  };
}
