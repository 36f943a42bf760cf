import type { CliCommand } from './command';

export const verify: CliCommand = {
  name: 'verify',
  summary: 'prove the audit log whole, and say how many lines are not anchored yet',
  async run(session) {
    await session.open();
    const found = await session.call('audit.verify', {});
    const { green, red } = session.style;
    session.output.value(found, () =>
      found.whole
        ? `${green('whole')}: ${String(found.lines)} lines, ${String(found.notYetAnchored)} not yet anchored in the vault.`
        : `${red('not whole')}: ${found.brokenAt === null ? '' : `from line ${String(found.brokenAt)} on. `}${found.problem ?? ''}`,
    );
    return found.whole ? 'ok' : 'problems';
  },
};
