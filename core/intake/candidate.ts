/** A name with a value, as one of the parsers found it; what it means is decided in one place for all of them. */
export interface Candidate {
  /** The name as it is written in the text. */
  readonly name: string;
  /** The names around it, outermost first (`exchange` for the key in Freqtrade's exchange block). */
  readonly path: readonly string[];
  readonly value: string;
}

/** One way a key is written down. Answers null where the text is not written this way. */
export interface IntakeParser {
  readonly source: 'json' | 'env' | 'text';
  readonly read: (text: string) => Candidate[] | null;
}
