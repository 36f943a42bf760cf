import { Argument } from 'commander';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';
import type { CliCommand } from './command';
import { answerSecondFactor, muteFinding, unmuteFinding } from './health-change';
import { showHealth, writeReport } from './health-look';

export interface HealthOptions {
  readonly report?: string;
  readonly private?: boolean;
  readonly reason?: string;
  readonly until?: string;
}

type Act = (session: Session, names: readonly (string | undefined)[], options: HealthOptions) => Promise<ExitName>;

/** What can be done about the health of keys, in the order of the help. To add one: a row here. */
const actions = {
  show: (session, _names, options) =>
    options.report === undefined ? showHealth(session) : writeReport(session, options.report, options.private === true),
  mute: (session, [key, finding], options) => muteFinding(session, key, finding, options),
  unmute: (session, [key, finding]) => unmuteFinding(session, key, finding),
  'second-factor': (session, [exchange, answer]) => answerSecondFactor(session, exchange, answer),
} as const satisfies Record<string, Act>;

export const health: CliCommand = {
  name: 'health',
  summary:
    'say how all keys stand: score, what to do first; exit code 10 where a finding is high, 11 where one is critical, 12 where it cannot be sure',
  describe: (command) =>
    command
      .addArgument(new Argument('[action]', 'what to do').choices(Object.keys(actions)))
      .argument('[which]', 'mute, unmute: the key, by label or id; second-factor: the exchange')
      .argument('[what]', 'mute, unmute: the finding, such as noIpList; second-factor: on or off')
      .option('--report <file>', 'show: write a Markdown report without secrets; - is standard output')
      .option('--private', 'show: leave labels, accounts and the reasons of mutes out of the report')
      .option('--reason <text>', 'mute: why, for you and for whoever reads the report')
      .option('--until <day>', 'mute: the day on which it is told again, such as 2027-01-31; a year ahead at most'),
  run: (session, [action = 'show', ...names], options) => {
    const act: Act = actions[action as keyof typeof actions];
    return act(session, names, options);
  },
};
