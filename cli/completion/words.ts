import { Command, type Option } from 'commander';
import type { CliCommand } from '../commands/command';
import { described } from '../described';

/** What can follow an option: nothing, one of some words, a file, or anything at all. */
export type Value = 'none' | 'file' | 'any' | readonly string[];

export interface OptionWords {
  /** `-p` and `--purpose`, or the long one alone. */
  readonly flags: readonly string[];
  readonly text: string;
  readonly value: Value;
}

/** One subcommand as a shell completes it. Keys are not completed: that would open the vault. */
export interface CommandWords {
  readonly name: string;
  readonly text: string;
  readonly options: readonly OptionWords[];
  /** The choices of each argument in its place; empty where anything may stand. */
  readonly places: readonly (readonly string[])[];
}

export function wordsOf(commands: readonly CliCommand[]): CommandWords[] {
  return commands.map((row) => {
    const command = described(new Command(row.name), row);
    return {
      name: row.name,
      text: row.summary,
      options: [
        ...command.options.map(optionWords),
        { flags: ['-h', '--help'], text: 'display help for command', value: 'none' },
      ],
      places: command.registeredArguments.map(({ argChoices }) => argChoices ?? []),
    };
  });
}

function optionWords({ short, long, description, required, optional, flags, argChoices }: Option): OptionWords {
  const value: Value = argChoices ?? (flags.includes('<file>') ? 'file' : 'any');
  return {
    flags: [short, long].filter((flag) => flag !== undefined),
    text: description,
    value: required || optional ? value : 'none',
  };
}
