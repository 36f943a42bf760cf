import { inRoot } from '../../scripts/lib/paths.mjs';

/** What a bot of test/clients does: ccxt’s own calls. */
export type Calls = readonly (readonly unknown[])[];

/** One line of what it prints. */
export interface BotLine {
  readonly call: string;
  readonly ok: boolean;
  readonly result?: unknown;
  /** The class of the client’s exception. */
  readonly error?: string;
  readonly message?: string;
}

/**
 * The words after `keyhaven run … --` that start an ordinary program with what `run` put into its environment, as a person
 * does whose bot has names of its own for key, secret and address. The calls come through `KH_STEPS`.
 */
export const botCommand = (interpreter: string = process.execPath, program = 'bot.mjs'): string[] => [
  'sh',
  '-c',
  'KH_URL="$KEYHAVEN_URL" KH_KEY="$KEYHAVEN_API_KEY" KH_SECRET="$KEYHAVEN_SECRET" exec "$0" "$1"',
  interpreter,
  inRoot('test', 'clients', program),
];

export const botEnvironment = (exchange: 'binance' | 'okx', calls: Calls): Record<string, string> => ({
  KH_EXCHANGE: exchange,
  KH_STEPS: JSON.stringify(calls),
});

export const linesOf = (output: string): BotLine[] =>
  output
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as BotLine);
