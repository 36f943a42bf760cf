import { fail, isFailure } from '../../core/base/failure';
import type { BinnedCredential } from '../../core/contract/credentials';
import { chooseCredential } from '../find';
import type { Session } from '../session';
import { printable, table } from '../table';
import { momentText } from '../words';
import type { CliCommand } from './command';

export const restore: CliCommand = {
  name: 'restore',
  summary: 'bring a key back from the bin (list what is in it, where none is named)',
  describe: (command) => command.argument('[key]', 'label, id, or the beginning of its id'),
  async run(session, [name]) {
    await session.open();
    const binned = await session.call('credential.bin', {});
    if (name === undefined) return say(session, binned);
    const { id, label } = chosen(binned, name);
    await session.call('credential.restore', { id });
    session.output.value({ id }, () => `“${printable(label)}” is back, as it was.`);
    return 'ok';
  },
};

function say({ output, style }: Session, binned: readonly BinnedCredential[]): 'ok' {
  const row = ({ id, label, exchangeName, until }: BinnedCredential) => [
    id.slice(0, 8),
    label,
    exchangeName,
    momentText(until),
  ];
  output.value(binned, () =>
    binned.length === 0
      ? 'The bin is empty.'
      : table(['ID', 'LABEL', 'EXCHANGE', 'WIPED AFTER'], binned.map(row), style),
  );
  return 'ok';
}

/** @throws credential.notInBin, credential.ambiguous */
function chosen(binned: readonly BinnedCredential[], name: string): BinnedCredential {
  try {
    return chooseCredential(binned, name);
  } catch (error) {
    throw isFailure(error, 'credential.unknown') ? fail('credential.notInBin') : error;
  }
}
