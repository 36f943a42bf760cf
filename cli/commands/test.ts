import { fail } from '../../core/base/failure';
import type { CredentialRow, TestItem } from '../../core/contract/credentials';
import type { ExitName } from '../exit-codes';
import { chooseCredential, findCredential } from '../find';
import type { Session } from '../session';
import { pad, printable, widthOf } from '../table';
import type { CliCommand } from './command';

export const test: CliCommand = {
  name: 'test',
  summary: 'ask the exchanges what keys may do (all keys where none is named); Ctrl-C cancels',
  describe: (command) =>
    command
      .argument('[keys...]', 'labels, ids, or beginnings of ids')
      .option('--as <exchange>', 'try one key at another region of its exchange; where it works, it is kept there')
      .option(
        '--probe-trade',
        'where an exchange does not tell, try the right to trade with a call that places no order',
      ),
  async run(session, names, { as, probeTrade }) {
    if (typeof as === 'string') return tryAs(session, names, as);
    await session.open();
    const rows = await session.call('credential.list', {});
    const chosen = names.length === 0 ? rows : names.map((name) => chooseCredential(rows, name));
    if (chosen.length === 0) {
      session.output.value({ works: 0, fails: 0, cancelled: 0 }, () => 'No keys yet.');
      return 'ok';
    }
    const labels = new Map(chosen.map((row) => [row.id, printable(row.label)]));
    const summary = await session.run(
      'credential.test',
      { ids: chosen.map(({ id }) => id), ...(probeTrade === true && { probeTrade }) },
      reporter(session, labels),
    );
    const after = await session.call('credential.list', {});
    const results = after.filter(({ id }) => labels.has(id)).map(resultOf);
    session.output.value(
      { ...summary, results },
      () => `${String(summary.works)} work, ${String(summary.fails)} fail. \`keyhaven show\` tells what each may do.`,
    );
    return summary.fails > 0 ? 'problems' : 'ok';
  },
};

/** A key that its exchange does not know may be one of the same company elsewhere. */
async function tryAs(session: Session, names: readonly string[], as: string): Promise<ExitName> {
  const [name, second] = names;
  if (name === undefined || second !== undefined) throw fail('usage.badOption', { why: '--as takes exactly one key' });
  await session.open();
  const key = await findCredential(session, name);
  const exchanges = await session.call('exchange.list', {});
  const sibling = exchanges.find((one) => one.id === as.toLowerCase() || one.name.toLowerCase() === as.toLowerCase());
  if (sibling === undefined) throw fail('exchange.unknown', { exchange: printable(as) });
  const { id, exchangeName, label } = key;
  const summary = await session.run(
    'credential.tryAs',
    { id, exchange: sibling.id },
    reporter(session, new Map([[id, printable(label)]])),
  );
  const moved = summary.works > 0;
  session.output.value({ ...summary, id, exchange: moved ? sibling.id : key.exchange }, () =>
    moved
      ? `It works as ${sibling.name}, and is kept there from now on.`
      : `It stays at ${exchangeName}; nothing was changed.`,
  );
  return moved ? 'ok' : 'problems';
}

/** Says of each key how its test went, as soon as it is known. */
function reporter(session: Session, labels: ReadonlyMap<string, string>): (item: TestItem) => void {
  const { red, green, dim } = session.style;
  const words = { works: green('works '), fails: red('fails '), cancelled: dim('cancelled') };
  const width = Math.max(...[...labels.values()].map(widthOf));
  const indent = ' '.repeat(width + 9);
  return ({ id, state, diagnosis, tryAs: elsewhere = [] }) => {
    if (session.output.json || state === 'waiting' || state === 'running') return;
    const label = labels.get(id) ?? id;
    const said = diagnosis === null ? [] : [`  ${diagnosis.text}`, `${indent}→ ${diagnosis.next}`];
    const tries = elsewhere.map((exchange) => `${indent}  keyhaven test ${quoted(label)} --as ${exchange}`);
    session.output.note(`${pad(label, width)}  ${words[state]}${[...said, ...tries].join('\n')}`);
  };
}

/** As it can be typed in a shell. */
const quoted = (label: string) => (/^[\w.-]+$/.test(label) ? label : `'${label.replaceAll("'", "'\\''")}'`);

const resultOf = ({ id, label, exchange, state, rights, ip, expires, tradingLapses, worst }: CredentialRow) => ({
  id,
  label,
  exchange,
  state,
  rights,
  ip,
  expires,
  tradingLapses,
  worst,
});
