import { Option } from 'commander';
import { fail, failureOf } from '../../core/base/failure';
import { minuteMs } from '../../core/base/instants';
import type { Issued } from '../../core/contract/tokens';
import { runChild } from '../run-child/child';
import { childEnvironment } from '../run-child/environment';
import { hidden } from '../run-child/mask';
import { createSession, type Session } from '../session';
import { printable } from '../table';
import { momentText } from '../words';
import type { CliCommand } from './command';
import { issueToken, reissueToken, type IssueOptions } from './token-issue';
import { ordersSentence } from './token-words';

interface RunOptions extends IssueOptions {
  readonly token?: string;
  readonly masking: boolean;
}

const warnBeforeMs = 10 * minuteMs;

export const run: CliCommand = {
  name: 'run',
  summary: 'start a program with a token in its environment: keyhaven run --token T -- python bot.py',
  describe: (command) =>
    command
      .argument('<command...>', 'the program and its arguments, after --')
      .option('--token <token>', 'the token it uses; its phantom is made anew for this run')
      .option('--credential <key>', 'or: the key for which a token is made that ends with the program')
      .option('--policy <file>', 'with --credential: what the program may do')
      .option('--label <text>', 'with --credential: what you call the token')
      .addOption(
        new Option('--kind <kind>', 'with --credential: how the program signs').choices(['hmac', 'rsa', 'ed25519']),
      )
      .option('--demo', 'with --credential: for the exchange’s demo account')
      .option(
        '--no-masking',
        'leave its output alone: a terminal stays one for it, and a secret that it prints is seen',
      ),
  async run(session, command, given) {
    const options = given as unknown as RunOptions;
    if ((options.token === undefined) === (options.credential === undefined))
      throw fail('usage.badOption', {
        why: 'Say either which token (--token) or which key (--credential, with --policy)',
      });
    if ((await session.server()) === null) throw fail('token.noServer');
    const issued =
      options.token === undefined
        ? await issueToken(session, { ...options, endsWithCaller: true })
        : await reissueToken(session, options.token);
    if (options.token !== undefined)
      session.output.note(
        'The token’s phantom was made anew for this program; one that was handed out before opens nothing any more.',
      );
    const stop = remind(session, issued);
    try {
      // What the program answers is what this command answers.
      process.exitCode = await runChild({
        command,
        environment: childEnvironment(process.env, issued),
        hidden: options.masking ? hidden([issued.secret, issued.password]) : null,
      });
    } finally {
      stop();
      if (options.token === undefined) await endWithProgram(session, issued);
    }
    return 'ok';
  },
};

/** Says on standard error when the token is about to end, and when the Keyhaven that serves it has ended. */
function remind(session: Session, { token }: Issued): () => void {
  let stopped = false;
  const leftMs = Date.parse(token.expires) - Date.now() - warnBeforeMs;
  const name = printable(token.label);
  const warn = () =>
    session.output.note(
      `keyhaven: “${name}” only closes from ${momentText(token.expires)} on; \`keyhaven token renew ${token.id.slice(0, 8)}\` lets it go on.`,
    );
  // A longer timer than Node has would fire at once.
  const timer = setTimeout(warn, Math.min(Math.max(leftMs, 0), 2 ** 31 - 1));
  if (leftMs > 2 ** 31 - 1) clearTimeout(timer);
  timer.unref();
  void session.gone().then(() => {
    if (!stopped)
      session.output.note(
        'keyhaven: the Keyhaven that serves the token has ended; the program reaches no exchange until it runs again.',
      );
  });
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** The token was made for this program alone. Where the server ended meanwhile, one that runs again is told. */
async function endWithProgram(session: Session, { token }: Issued): Promise<void> {
  const revoke = (at: Session) => at.call('token.revoke', { id: token.id, processEnded: true });
  try {
    const over = await revoke(session).catch(async (error: unknown) => {
      if (failureOf(error).code !== 'control.gone') throw error;
      const again = createSession('server', session.options, session.surroundings);
      try {
        if ((await again.server()) === null) throw error;
        return await revoke(again);
      } finally {
        await again.close();
      }
    });
    if (over.orders === null || over.orders.kept + over.orders.unknown > 0)
      session.output.note(
        `keyhaven: “${printable(token.label)}” has ended with the program. ${ordersSentence(over.orders)}`,
      );
  } catch (error) {
    const { code } = failureOf(error);
    // An alarm or a person was sooner.
    if (code === 'token.state') return;
    session.output.note(
      `keyhaven: “${printable(token.label)}” could not be ended (${code}); \`keyhaven token revoke ${token.id.slice(0, 8)}\` ends it.`,
    );
  }
}
