import { Command, CommanderError } from 'commander';
import { fail, failureOf, type Failure } from '../core/base/failure';
import { commands } from './commands';
import { exitCodes, exitNameOf, type ExitName } from './exit-codes';
import { described } from './described';
import { writeError, writeOut } from './output';
import type { Surroundings } from './place';
import { createSession, type GlobalOptions } from './session';
import { printable } from './table';

/** Parses the arguments, runs one subcommand, and answers with the exit code. `--help` touches nothing. */
export async function runProgram(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let exit: ExitName = 'ok';
  // What stands after -- is for a program of the person's own.
  const own = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const json = own.includes('--json');
  const program = new Command('keyhaven')
    .description('A vault for crypto-exchange API keys.')
    .version(surroundings.version)
    .exitOverride()
    .configureOutput({ writeOut, writeErr: json ? () => {} : writeError })
    .showHelpAfterError('See --help.')
    .addHelpText(
      'after',
      () => `\nExit codes:\n${exitHelp()}\n\nKEYHAVEN_HOME names the data folder; NO_COLOR turns colours off.`,
    );

  // The others are only needed where the help lists them, and to make them all takes as long as to ask the server.
  const named = commands.filter(({ name }) => name === argv[0]);
  for (const row of named.length > 0 ? named : commands) {
    const command = program.command(row.name);
    described(command, row)
      .exitOverride()
      .action(async () => {
        const session = createSession(row.where ?? 'server', command.opts<GlobalOptions>(), surroundings);
        try {
          exit = await row.run(session, command.processedArgs.flat() as string[], command.opts());
        } finally {
          await session.close();
        }
      });
  }

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && (error.exitCode === 0 || !json)) {
      return error.exitCode === 0 ? exitCodes.ok.code : exitCodes.usage.code;
    }
    const failure = failureOf(error instanceof CommanderError ? fail('usage.badOption', { why: whyOf(error) }) : error);
    writeError(`${json ? JSON.stringify({ error: failure }) : humanText(failure)}\n`);
    exit = exitNameOf(failure.code);
  }
  return exitCodes[exit].code;
}

const humanText = ({ code, message, hint }: Failure) =>
  `keyhaven: ${printable(message)} [${code}]\n  → ${printable(hint)}`;

/** Commander's sentence without its own word for it; it may quote the argument, which is no secret of ours. */
const whyOf = ({ message }: CommanderError) => printable(message.replace(/^error: /, '')).replace(/\.$/, '');

const exitHelp = () =>
  Object.values(exitCodes)
    .map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`)
    .join('\n');
