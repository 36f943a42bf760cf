/** One line of docs/benchmarks.md. */
export interface BenchRow {
  readonly what: string;
  /** Empty for a count of what the row names. */
  readonly unit: 'ms' | 'MiB' | 'µs' | 'a second' | '';
  readonly ours: number;
  /** What it is measured against, in the same run; null where there is nothing to hold it against. */
  readonly other: number | null;
  readonly goal: { readonly text: string; readonly met: boolean } | null;
}

/** Hands a row to scripts/bench.mjs, which reads them from our standard output. */
export const tell = (row: BenchRow): void => void process.stdout.write(`${JSON.stringify(row)}\n`);
