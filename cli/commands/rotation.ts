import { Argument } from 'commander';
import { fail } from '../../core/base/failure';
import { purposes } from '../../core/contract/lists';
import type { Policies } from '../../core/contract/rotation';
import type { Purpose } from '../../core/contract/words';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';
import type { Style } from '../style';
import { table } from '../table';
import { purposeWords } from '../words';
import type { CliCommand } from './command';
import { everyNamed, setPolicy } from './rotation-policy';
import { everyText, policyText } from './rotation-words';

export const rotation: CliCommand = {
  name: 'rotation',
  summary: 'show how often keys are to be replaced, or choose it for all or for a purpose',
  describe: (command) =>
    command
      .addArgument(new Argument('[whose]', 'for whose keys').choices(['default', ...purposes]))
      .argument('[every]', 'how often, such as 90d; off: never; inherit: nothing of its own any more'),
  run: (session, [whose, every]) => (whose === undefined ? showPolicies(session) : choose(session, whose, every)),
};

async function choose(session: Session, whose: string, text: string | undefined): Promise<ExitName> {
  if (text === undefined) throw fail('usage.badOption', { why: 'Say how often, such as 90d, off or inherit' });
  const every = everyNamed(text);
  await session.open();
  await setPolicy(session, { ...(whose !== 'default' && { purpose: whose as Purpose }), every });
  const { default: byDefault } = await session.call('rotation.policies', {});
  const name = whose === 'default' ? 'All keys' : `Keys of the purpose ${purposeWords[whose as Purpose]}`;
  session.output.value({ whose, every }, () =>
    every === null
      ? `${name}: nothing of their own any more; by default ${policyText(byDefault)}.`
      : `${name}: rotation ${everyText(every)}.`,
  );
  return 'ok';
}

async function showPolicies(session: Session): Promise<ExitName> {
  await session.open();
  const policies = await session.call('rotation.policies', {});
  session.output.value(policies, () => human(policies, session.style));
  return 'ok';
}

function human({ default: byDefault, purposes: chosen, keys }: Policies, style: Style): string {
  const ofPurpose = purposes.map((purpose) => {
    const every = chosen[purpose];
    return [purposeWords[purpose], every === undefined ? 'as by default' : everyText(every)];
  });
  const general = table(['WHOSE', 'ROTATION'], [['default', policyText(byDefault)], ...ofPurpose], style);
  if (keys.length === 0) return general;
  const own = keys.map(({ label, exchangeName, policy, keepAlive }) => [
    label,
    exchangeName,
    policyText(policy),
    keepAlive ? 'yes' : '-',
  ]);
  return [general, '', table(['KEY', 'EXCHANGE', 'ROTATION', 'KEPT ALIVE'], own, style)].join('\n');
}
