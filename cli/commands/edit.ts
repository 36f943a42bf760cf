import { Option } from 'commander';
import { fail } from '../../core/base/failure';
import { purposes } from '../../core/contract/lists';
import type { Purpose } from '../../core/contract/words';
import { findCredential } from '../find';
import { printable } from '../table';
import type { CliCommand } from './command';
import { everyNamed, setPolicy } from './rotation-policy';

interface Options {
  readonly label?: string;
  readonly account?: string;
  readonly purpose?: Purpose;
  readonly tags?: string;
  readonly notes?: string;
  readonly egress?: string;
  readonly rotateEvery?: string;
  readonly keepAlive?: 'on' | 'off';
}

export const edit: CliCommand = {
  name: 'edit',
  summary: 'change label, account, purpose, tags, notes, way out or rotation of a key; what is left out stays',
  describe: (command) =>
    command
      .argument('<key>', 'label, id, or the beginning of its id')
      .option('-l, --label <text>', 'what you call it')
      .option('--account <text>', 'which account it belongs to')
      .addOption(new Option('-p, --purpose <purpose>', 'what it is for').choices([...purposes]))
      .option('--tags <list>', 'its tags, with commas between them; an empty text takes them all away')
      .option('--notes <text>', 'its notes')
      .option(
        '--egress <proxy>',
        'the proxy it goes through, as socks5://HOST:PORT or http://HOST:PORT; none: directly',
      )
      .option(
        '--rotate-every <days>',
        'how often it is to be replaced, such as 90d; off: never; inherit: as its purpose',
      )
      .addOption(
        new Option('--keep-alive <answer>', 'ask the exchange by itself before the key dies of disuse').choices([
          'on',
          'off',
        ]),
      ),
  async run(session, [name = ''], options) {
    const { label, account, purpose, tags, notes, egress, rotateEvery, keepAlive } = options as Options;
    const changes = {
      ...(label !== undefined && { label }),
      ...(account !== undefined && { account }),
      ...(purpose !== undefined && { purpose }),
      ...(tags !== undefined && { tags: tagsIn(tags) }),
      ...(notes !== undefined && { notes }),
      ...(egress !== undefined && { egress: egress === 'none' ? null : egress }),
    };
    const every = rotateEvery === undefined ? undefined : everyNamed(rotateEvery);
    const asked = {
      ...changes,
      ...(every !== undefined && { rotateEvery: every }),
      ...(keepAlive !== undefined && { keepAlive: keepAlive === 'on' }),
    };
    if (Object.keys(asked).length === 0) {
      throw fail('usage.badOption', { why: 'Say what to change, such as --label or --purpose' });
    }
    await session.open();
    const { id, label: before } = await findCredential(session, name);
    if (Object.keys(changes).length > 0) await session.call('credential.edit', { id, ...changes });
    if (every !== undefined) await setPolicy(session, { credential: id, every });
    if (keepAlive !== undefined)
      await session.call('rotation.allowKeepAlive', { credential: id, allowed: keepAlive === 'on' });
    session.output.value({ id, ...asked }, () => `“${printable(label?.trim() ?? before)}” is changed.`);
    return 'ok';
  },
};

const tagsIn = (list: string) =>
  list
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
