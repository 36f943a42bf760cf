/** Where a command prints. Human tables by default, one JSON value with `--json`; messages and progress go to standard error. */
export interface Output {
  readonly json: boolean;
  readonly value: (value: unknown, human: () => string) => void;
  readonly note: (text: string) => void;
}

export function createOutput(json: boolean): Output {
  return {
    json,
    value: (value, human) => {
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : ensureNewline(human()));
    },
    note: (text) => void process.stderr.write(`${text}\n`),
  };
}

const ensureNewline = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
