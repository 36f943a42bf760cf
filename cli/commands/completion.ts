import { Argument } from 'commander';
import { bashScript } from '../completion/bash';
import { fishScript } from '../completion/fish';
import { wordsOf, type CommandWords } from '../completion/words';
import { zshScript } from '../completion/zsh';
import type { CliCommand } from './command';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const satisfies Record<
  string,
  (commands: readonly CommandWords[]) => string
>;

/** `all` is asked when the command runs, since this command is one of them. */
export const completionOf = (all: () => readonly CliCommand[]): CliCommand => ({
  name: 'completion',
  summary: 'print the completion script for a shell: source <(keyhaven completion bash)',
  describe: (command) => command.addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts))),
  async run(session, [shell]) {
    const script = scripts[shell as keyof typeof scripts](wordsOf(all()));
    session.output.value({ shell, script }, () => script);
    return 'ok';
  },
});
