import { chooseCredential, findCredential } from '../find';
import type { Session } from '../session';
import { printable } from '../table';
import { momentText } from '../words';
import type { CliCommand } from './command';

export const remove: CliCommand = {
  name: 'remove',
  summary: 'move a key to the bin, from which it can be restored for a day',
  describe: (command) =>
    command
      .argument('<key>', 'label, id, or the beginning of its id')
      .option('--now', 'wipe it at once, also from the bin; asks for a typed yes, since nothing brings it back'),
  async run(session, [name = ''], { now }) {
    await session.open();
    if (now === true) return wipe(session, name);
    const { id, label } = await findCredential(session, name);
    const { until } = await session.call('credential.remove', { id });
    session.output.value({ id, until }, () =>
      [
        `“${printable(label)}” is in the bin until ${momentText(until)}, and then wiped.`,
        `  → \`keyhaven restore ${id.slice(0, 8)}\` brings it back. At the exchange it works on: delete it there.`,
      ].join('\n'),
    );
    return 'ok';
  },
};

async function wipe(session: Session, name: string): Promise<'ok'> {
  const kept = await session.call('credential.list', {});
  const binned = await session.call('credential.bin', {});
  const { id, label } = chooseCredential([...kept, ...binned], name);
  await session.call('credential.wipe', { id });
  session.output.value({ id, wiped: true }, () => `“${printable(label)}” is wiped. At the exchange it works on.`);
  return 'ok';
}
