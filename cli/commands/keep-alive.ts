import { findCredential } from '../find';
import { printable } from '../table';
import { momentText } from '../words';
import type { CliCommand } from './command';

export const keepAlive: CliCommand = {
  name: 'keep-alive',
  summary: 'use a key once, by one harmless read, so that it does not die of disuse',
  describe: (command) => command.argument('<key>', 'label, id, or the beginning of its id'),
  async run(session, [name = '']) {
    await session.open();
    const { id, label, exchangeName } = await findCredential(session, name);
    const kept = await session.call('rotation.keepAlive', { credential: id });
    session.output.value({ credential: id, ...kept }, () =>
      kept.idleEnds === null
        ? `${exchangeName} accepted “${printable(label)}”. No rule is known by which it would die of disuse.`
        : `${exchangeName} accepted “${printable(label)}”. Unused from now on, it dies on ${momentText(kept.idleEnds)}.`,
    );
    return 'ok';
  },
};
