import { exitCodes } from './exit-codes';

/** Where a command prints. Human tables by default, one JSON value with `--json`; messages and progress go to standard error. */
export interface Output {
  readonly json: boolean;
  readonly value: (value: unknown, human: () => string) => void;
  /** One of many that come as they happen: with `--json` each on a line of its own. */
  readonly line: (value: unknown, human: () => string) => void;
  readonly note: (text: string) => void;
}

export function createOutput(json: boolean): Output {
  return {
    json,
    value: (value, human) => writeOut(json ? `${JSON.stringify(value, null, 2)}\n` : ensureNewline(human())),
    line: (value, human) => writeOut(json ? `${JSON.stringify(value)}\n` : ensureNewline(human())),
    note: (text) => writeError(`${text}\n`),
  };
}

const ensureNewline = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

export const writeOut = writerTo(() => process.stdout);
export const writeError = writerTo(() => process.stderr);

/** The stream is made on first use, since making one that nobody needs takes as long as an answer over the socket. */
function writerTo(of: () => NodeJS.WriteStream): (text: string) => void {
  let stream: NodeJS.WriteStream | undefined;
  return (text) => {
    stream ??= of().on('error', (error: NodeJS.ErrnoException) => {
      // Whoever read has seen enough (`keyhaven log | head`): the command itself goes on to its end.
      if (error.code !== 'EPIPE') process.exitCode = exitCodes.failed.code;
    });
    stream.write(text);
  };
}
