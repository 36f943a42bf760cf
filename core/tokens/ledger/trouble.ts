/** What opening can find; until it is accepted nothing is reserved. */
export const ledgerTroubles = [
  /** The vault knows of a line, and there is no file. */
  'missing',
  /** The file ends before the line that the vault knows, or has another in its place. */
  'rolledBack',
  /** A line before the last does not fit. */
  'broken',
] as const;
export type LedgerTrouble = (typeof ledgerTroubles)[number];
