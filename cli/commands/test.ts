import type { CredentialRow } from '../../core/contract/credentials';
import { chooseCredential } from '../find';
import { pad, printable, widthOf } from '../table';
import type { CliCommand } from './command';

export const test: CliCommand = {
  name: 'test',
  summary: 'ask the exchanges what keys may do (all keys where none is named); Ctrl-C cancels',
  describe: (command) => command.argument('[keys...]', 'labels, ids, or beginnings of ids'),
  async run(session, names) {
    await session.open();
    const rows = await session.call('credential.list', {});
    const chosen = names.length === 0 ? rows : names.map((name) => chooseCredential(rows, name));
    if (chosen.length === 0) {
      session.output.value({ works: 0, fails: 0, cancelled: 0 }, () => 'No keys yet.');
      return 'ok';
    }
    const labels = new Map(chosen.map((row) => [row.id, printable(row.label)]));
    const { red, green, dim } = session.style;
    const width = Math.max(...[...labels.values()].map(widthOf));
    const summary = await session.run(
      'credential.test',
      { ids: chosen.map(({ id }) => id) },
      ({ id, state, diagnosis }) => {
        if (session.output.json || state === 'waiting' || state === 'running') return;
        const name = pad(labels.get(id) ?? id, width);
        const said = diagnosis === null ? '' : `  ${diagnosis.text}\n${' '.repeat(width)}         → ${diagnosis.next}`;
        const word = { works: green('works '), fails: red('fails '), cancelled: dim('cancelled') }[state];
        session.output.note(`${name}  ${word}${said}`);
      },
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
