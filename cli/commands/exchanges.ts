import { table } from '../table';
import type { CliCommand } from './command';

const tested = { inspected: 'yes', probed: 'by probes', kept: 'kept only' } as const;

export const exchanges: CliCommand = {
  name: 'exchanges',
  summary: 'list the exchanges and the fields that a key of each needs',
  async run(session) {
    const list = await session.call('exchange.list', {});
    session.output.value(list, () =>
      table(
        ['ID', 'NAME', 'TESTED', 'FIELDS'],
        list.map(({ id, name, support, fields }) => [
          id,
          name,
          tested[support],
          fields.map(({ label }) => label).join(', '),
        ]),
        session.style,
      ),
    );
    return 'ok';
  },
};
