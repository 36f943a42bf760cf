import { Argument } from 'commander';
import { fail } from '../../core/base/failure';
import { secretFields } from '../../core/contract/lists';
import type { FieldName } from '../../core/contract/words';
import { authorize } from '../authorize';
import { findCredential } from '../find';
import { printable } from '../table';
import type { CliCommand } from './command';

export const copy: CliCommand = {
  name: 'copy',
  summary: 'put one field of a key on the clipboard; it is cleared after 30 s if it is still there',
  describe: (command) =>
    command
      .argument('<key>', 'label, id, or the beginning of its id')
      .addArgument(new Argument('[field]', 'which field').choices([...secretFields]).default('secret')),
  async run(session, [name = '', field = 'secret']) {
    await session.open();
    const { id, label } = await findCredential(session, name);
    const { fields } = await session.call('credential.get', { id });
    const chosen = fields.find((one) => one.name === field);
    if (chosen === undefined) throw fail('credential.fieldUnknown', { exchange: 'This key', field });
    await authorize(session, { kind: 'copy', credential: id });
    const { clearsAfterMs } = await session.call('credential.copy', { id, field: field as FieldName });
    session.output.value(
      { id, field, clearsAfterMs },
      () => `${chosen.label} of “${printable(label)}” is on the clipboard for ${String(clearsAfterMs / 1000)} s.`,
    );
    return 'ok';
  },
};
