import { InvalidArgumentError, type Command } from 'commander';
import type { CliCommand } from './commands/command';

/** A subcommand with everything that can be said of it: what the parser, the help and the completion know. */
export function described(command: Command, { summary, describe }: CliCommand): Command {
  command.summary(summary).description(summary);
  return withGlobalOptions(describe?.(command) ?? command);
}

function withGlobalOptions(command: Command): Command {
  return command
    .option('--json', 'answer with one JSON value')
    .option('--evaluation', 'use the data folder of the evaluation runtime')
    .option('--passphrase-file <file>', 'read the passphrase from a file that only you can read')
    .option('--passphrase-fd <number>', 'read the passphrase from an open descriptor', descriptorOf);
}

function descriptorOf(text: string): number {
  const descriptor = Number(text);
  if (!Number.isInteger(descriptor) || descriptor < 0) throw new InvalidArgumentError('not a descriptor');
  return descriptor;
}
