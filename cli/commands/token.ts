import { Argument, Option } from 'commander';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';
import type { CliCommand } from './command';
import { narrowToken, stopAllTokens, widenToken } from './token-change';
import { handOver, issueToken, reissueToken, type IssueOptions } from './token-issue';
import { listTokens, showToken, watchTokens } from './token-look';

interface TokenOptions extends IssueOptions {
  readonly out?: string;
  readonly env?: boolean;
  readonly for?: string;
  readonly orders?: 'keep' | 'cancel';
}

type Act = (session: Session, name: string | undefined, options: TokenOptions) => Promise<ExitName>;

/** What can be done with tokens, in the order of the help. To add one: a row here. */
const actions = {
  new: (session, _name, options) => handOver(session, () => issueToken(session, options), options),
  list: listTokens,
  show: showToken,
  watch: watchTokens,
  pause: (session, name) => narrowToken(session, 'pause', name, undefined),
  resume: (session, name) => widenToken(session, 'resume', name, undefined),
  freeze: (session, name, { orders }) => narrowToken(session, 'freeze', name, orders),
  thaw: (session, name) => widenToken(session, 'thaw', name, undefined),
  revoke: (session, name, { orders }) => narrowToken(session, 'revoke', name, orders),
  renew: (session, name, options) => widenToken(session, 'renew', name, options.for),
  reissue: (session, name, options) => handOver(session, () => reissueToken(session, name), options),
  stop: (session, _name, { orders }) => stopAllTokens(session, orders),
} as const satisfies Record<string, Act>;

export const token: CliCommand = {
  name: 'token',
  summary:
    'give programs limited use of a key: issue, look at, pause, freeze, revoke tokens; `stop` freezes all at once',
  describe: (command) =>
    command
      .addArgument(new Argument('<action>', 'what to do').choices(Object.keys(actions)))
      .argument('[token]', 'label, id, or the beginning of its id')
      .option('--credential <key>', 'new: the key it is for, by label or id')
      .option('--policy <file>', 'new: what it may do; - is standard input')
      .option('--label <text>', 'new: what you call it')
      .addOption(new Option('--kind <kind>', 'new: how the tool signs').choices(['hmac', 'rsa', 'ed25519']))
      .option('--demo', 'new: for the exchange’s demo account')
      .option('--out <file>', 'new, reissue: write key and secret into a new .env file instead of showing them')
      .option('--env', 'new, reissue: print the lines of a .env file')
      .option('--for <time>', 'renew: for how long from now, such as 12h; as its policy says where it is left out')
      .addOption(
        new Option(
          '--orders <what>',
          'freeze, revoke, stop: what becomes of resting orders, whatever its policy says',
        ).choices(['keep', 'cancel']),
      ),
  run: (session, [action = 'list', name], options) => {
    const act: Act = actions[action as keyof typeof actions];
    return act(session, name, options);
  },
};
