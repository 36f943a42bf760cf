import { searchExchanges } from '../../core/contract/exchange-search';
import type { ExchangeInfo } from '../../core/contract/exchanges';
import { table } from '../table';
import type { CliCommand } from './command';

const tested: Readonly<Record<ExchangeInfo['support'], string>> = {
  inspected: 'yes',
  probed: 'by probes',
  kept: 'kept only',
  gone: 'gone',
};

export const exchanges: CliCommand = {
  name: 'exchanges',
  summary: 'list the exchanges and the fields that a key of each needs',
  describe: (command) => command.argument('[query...]', 'a name, an id or a former name; small slips are forgiven'),
  async run(session, args) {
    const query = args.join(' ');
    const list = searchExchanges(await session.call('exchange.list', {}), query);
    session.output.value(list, () =>
      list.length === 0
        ? `No exchange of that name. \`keyhaven exchanges\` lists all.`
        : table(
            ['ID', 'NAME', 'TESTED', 'FIELDS', 'SIBLINGS'],
            list.map(({ id, name, support, fields, siblings }) => [
              id,
              name,
              tested[support],
              fields.map(({ label, required }) => (required ? label : `${label} (optional)`)).join(', '),
              siblings.join(', ') || '-',
            ]),
            session.style,
          ),
    );
    return list.length === 0 ? 'notFound' : 'ok';
  },
};
