import { Argument } from 'commander';
import { printable } from '../table';
import type { CliCommand } from './command';
import { policyText } from './policy-file';

const actions = ['check', 'explain'] as const;

export const policy: CliCommand = {
  name: 'policy',
  summary: 'check the text of a token’s policy, or say in one sentence what it allows; the vault is not opened',
  describe: (command) =>
    command
      .addArgument(new Argument('<action>', 'what to do').choices(actions))
      .argument('<file>', 'the policy’s file; - is standard input'),
  async run(session, [action, file = '-']) {
    const read = await session.call('policy.read', { text: await policyText(session, file) });
    const { output, style } = session;
    if (read.problems.length > 0) {
      output.value({ problems: read.problems }, () =>
        read.problems
          .map(({ line, column, message }) => `${printable(file)}:${line}:${column}: ${style.red(printable(message))}`)
          .join('\n'),
      );
      return 'problems';
    }
    output.value(read, () =>
      action === 'check'
        ? `${style.green('It is understood.')} Written out:\n\n${read.text ?? ''}`
        : (read.sentence ?? ''),
    );
    return 'ok';
  },
};
