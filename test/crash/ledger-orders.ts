/** What a process that writes a ledger is told to do, and what it tells. */
export const ledgerWorks = ['reserve', 'settle', 'edit', 'compact', 'begin', 'rekey'] as const;
export type LedgerWork = (typeof ledgerWorks)[number];

export interface LedgerOrder {
  readonly folder: string;
  readonly work: LedgerWork;
  readonly dieAt: number | null;
  readonly lateMs: number | null;
}

export type LedgerReport =
  /** These orders were reserved, so they may be on their way to an exchange. */
  | { readonly told: 'maySend'; readonly orders: readonly { readonly clientId: string; readonly value: string }[] }
  /** So much of that order is over, and was given back. */
  | { readonly told: 'over'; readonly clientId: string }
  /** What the vault would keep. */
  | { readonly told: 'head'; readonly sequence: number; readonly mac: string }
  | { readonly told: 'steps'; readonly names: readonly string[] }
  | { readonly told: 'failed'; readonly code: string };

export const ledgerToken = 'kh-test-token';
export const ledgerKey = (filledWith: number) => new Uint8Array(32).fill(filledWith);
/** Of the ledger before and after `rekey`. */
export const [formerKey, presentKey] = [7, 8];
