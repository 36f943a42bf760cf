import { fail } from '../../core/base/failure';
import type { RotationRow } from '../../core/contract/rotation-steps';
import { chooseCredential, findCredential } from '../find';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';
import { printable } from '../table';
import type { CliCommand } from './command';
import { goOn, type Ahead } from './rotate-steps';
import { rotationsText, stateWords } from './rotate-words';

export const rotate: CliCommand = {
  name: 'rotate',
  summary: 'replace keys step by step: new key, test, comparison, switch, the old one deleted and proven dead',
  describe: (command) =>
    command
      .argument('[keys...]', 'labels, ids, or beginnings of ids; with --continue and none: all that are under way')
      .option('--continue', 'go on where it was left, also by the window')
      .option('--status', 'show what is under way, and old keys that are still kept')
      .option('--undo', 'take the last step back; possible until the old key is deleted')
      .option('--cancel', 'give it up before the switch; a new key that was pasted is wiped')
      .option(
        '--from <file>',
        'read the new key from a key file, a configuration, .env, PEM or text; - is standard input',
      )
      .option('--switch', 'switch without asking, where nothing speaks against it')
      .option('--deleted', 'the old key is deleted at the exchange; do not ask')
      .option('--unproven', 'finish although nothing proved the old key dead')
      .option('--keep-days <days>', 'how long the old key stays sealed in the vault; 7 where nothing is said'),
  async run(session, keys, options) {
    if (options.from === '-') session.claimStandardInput();
    const ahead = aheadFrom(options);
    // Each key has a new one of its own, and a file holds one.
    if (ahead.from !== null && keys.length > 1) throw fail('usage.badOption', { why: 'Say with --from only one key' });
    await session.open();
    if (options.status === true) return showStatus(session);
    if (options.undo === true) return takeBack(session, keys, 'rotation.undo');
    if (options.cancel === true) return takeBack(session, keys, 'rotation.cancel');
    const ids = options.continue === true ? await underWay(session, keys) : await begin(session, keys);
    return oneAfterAnother(session, ids, ahead);
  },
};

function aheadFrom(options: Readonly<Record<string, unknown>>): Ahead {
  const { keepDays } = options;
  const days = typeof keepDays === 'string' ? Number(keepDays) : undefined;
  if (days !== undefined && !(Number.isInteger(days) && days >= 0 && days <= 365))
    throw fail('usage.badOption', { why: 'Say with --keep-days how many days, from 0 to 365' });
  return {
    from: typeof options.from === 'string' ? options.from : null,
    switch: options.switch === true,
    deleted: options.deleted === true,
    unproven: options.unproven === true,
    keepDays: days,
  };
}

async function begin(session: Session, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) throw fail('usage.badOption', { why: 'Say which keys, or go on with --continue' });
  const ids: string[] = [];
  for (const name of keys) ids.push((await findCredential(session, name)).id);
  return (await session.call('rotation.start', { ids })).map(({ id }) => id);
}

/** Those that are under way, in the order of their beginning; of them the named ones. */
async function underWay(session: Session, keys: readonly string[]): Promise<string[]> {
  const { rotations } = await session.call('rotation.list', {});
  if (keys.length === 0) return rotations.map(({ id }) => id);
  return Promise.all(keys.map(async (name) => (await oneOf(session, rotations, name)).id));
}

async function oneOf(session: Session, rotations: readonly RotationRow[], name: string): Promise<RotationRow> {
  const { id, label } = chooseCredential(await session.call('credential.list', {}), name);
  const found = rotations.find((row) => row.id === id);
  if (found === undefined) throw fail('rotation.none', { label: printable(label) });
  return found;
}

/** One after the other; where one waits for the person or its exchange, those after it are gone on with. */
async function oneAfterAnother(session: Session, ids: readonly string[], ahead: Ahead): Promise<ExitName> {
  const ends: unknown[] = [];
  let exit: ExitName = 'ok';
  for (const [n, id] of ids.entries()) {
    if (ids.length > 1) session.output.note(`Key ${String(n + 1)} of ${String(ids.length)}`);
    const end = await goOn(session, id, ahead);
    ends.push(end.said);
    if (end.exit !== 'ok') exit = end.exit;
  }
  session.output.value(ids.length === 1 ? ends[0] : ends, () =>
    ids.length === 0
      ? 'No rotation is under way.'
      : exit === 'ok'
        ? 'Done.'
        : '`keyhaven rotate --continue` goes on from here.',
  );
  return exit;
}

async function showStatus(session: Session): Promise<'ok'> {
  const status = await session.call('rotation.list', {});
  session.output.value(status, () => rotationsText(status.rotations, status.retired, session.style));
  return 'ok';
}

async function takeBack(
  session: Session,
  [name, ...more]: readonly string[],
  step: 'rotation.undo' | 'rotation.cancel',
): Promise<'ok'> {
  if (name === undefined || more.length > 0) throw fail('usage.badOption', { why: 'Say which key, and only one' });
  const { rotations } = await session.call('rotation.list', {});
  const { id, revision, label } = await oneOf(session, rotations, name);
  if (step === 'rotation.cancel') {
    await session.call('rotation.cancel', { id, revision });
    session.output.value({ id }, () => `The rotation of “${printable(label)}” is cancelled; its key stays as it is.`);
    return 'ok';
  }
  const row = await session.call('rotation.undo', { id, revision });
  session.output.value(row, () => `“${printable(label)}” stands at: ${stateWords[row.state]}.`);
  return 'ok';
}
