/** Colours, and how wide a line may be. */
export interface Style {
  /** Infinity where the output is no terminal: programs get whole cells. */
  readonly columns: number;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** Colours only for a terminal, and never where NO_COLOR is set (no-color.org). */
export function styleFor(
  stream: { isTTY?: boolean; columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const coloured = stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
  const paint = (name: keyof typeof codes) => (text: string) =>
    coloured ? `\u001b[${String(codes[name])}m${text}\u001b[0m` : text;
  return {
    // A terminal that does not know its width says 0.
    columns: stream.isTTY === true && stream.columns ? stream.columns : Infinity,
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    yellow: paint('yellow'),
    green: paint('green'),
  };
}
