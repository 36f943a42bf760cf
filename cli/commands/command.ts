import type { Command as CommanderCommand } from 'commander';
import type { ExitName } from '../exit-codes';
import type { Where } from '../place';
import type { Session } from '../session';

/** One subcommand: how it is called and what it does with a session. `run` answers with the exit it ends in. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  readonly describe?: (command: CommanderCommand) => CommanderCommand;
  /** Where it is done; at the server, where nothing is said. */
  readonly where?: Where;
  run(session: Session, args: readonly string[], options: Readonly<Record<string, unknown>>): Promise<ExitName>;
}
