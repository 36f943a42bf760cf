import type { LedgerHead } from './ledger';

const mostHeads = 32;

/** Lines that a vault may know of, so that a compacted file can still be told from another one. The newest of them. */
export function createHeads(known: readonly LedgerHead[]) {
  let heads = [...known];
  const kept = () => {
    heads = heads.slice(-mostHeads);
    return heads;
  };
  return {
    kept,
    given(head: LedgerHead): void {
      if (heads.at(-1)?.sequence !== head.sequence) heads.push(head);
      if (heads.length > 2 * mostHeads) kept();
    },
  };
}
