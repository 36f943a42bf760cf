import type { IntakePreview } from '../contract/credentials';

/** A name with a value, as one of the parsers found it; what it means is decided in one place for all of them. */
export interface Candidate {
  /** The name as it is written in the text. */
  readonly name: string;
  /** The names around it, outermost first (`exchange` for the key in Freqtrade's exchange block). */
  readonly path: readonly string[];
  readonly value: string;
  /** The objects around it, outermost first, each with a number of its own: two keys side by side are not one. */
  readonly within?: readonly number[];
}

/** One way a key is written down. Answers null where the text is not written this way. */
export interface IntakeParser {
  readonly source: IntakePreview['source'];
  readonly read: (text: string) => Candidate[] | null;
}
