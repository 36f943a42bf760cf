import { systemClock } from '../../core/base/clock';
import { KeyhavenError } from '../../core/base/failure';
import type { AppInfo } from '../../core/contract/app';
import { connectControl } from '../../core/control/client';
import type { Found } from '../doctor/check';
import type { Session } from '../session';
import { printable } from '../table';
import type { CliCommand } from './command';

export const doctor: CliCommand = {
  name: 'doctor',
  summary:
    'look at everything that Keyhaven needs here, without opening the vault, and say what mends what does not work',
  where: 'here',
  async run(session) {
    const { dataFolder } = await session.call('app.info', {});
    // A vault that cannot be read has no mode; its own check says why.
    const mode = await session.call('vault.status', {}).then(
      (status) => status.mode,
      () => null,
    );
    // Its checks bring much of the core with them, and the other commands would load it for nothing.
    const { examine } = await import('../doctor/checks');
    const found = await examine({
      folder: dataFolder,
      platform: process.platform,
      environment: process.env,
      userId: process.getuid?.(),
      nodeVersion: process.versions.node,
      now: systemClock.now(),
      mode,
      probeKeychain: async () => (await session.call('vault.probeKeychain', {})).trouble,
      findServer: () => findServer(session),
    });
    const { green, red, dim } = session.style;
    const paint: Readonly<Record<Found['state'], (text: string) => string>> = { ok: green, problem: red, skipped: dim };
    const problems = found.filter(({ state }) => state === 'problem').length;
    session.output.value(found, () =>
      [
        ...found.flatMap((one) => [
          `${paint[one.state](one.state.padEnd(9))}${one.title.padEnd(13)}${printable(one.text)}`,
          ...(one.state === 'problem' ? [`${' '.repeat(22)}→ ${printable(one.mend)}`] : []),
        ]),
        '',
        problems === 0 ? 'Nothing is wrong.' : `${String(problems)} to mend.`,
      ].join('\n'),
    );
    return problems === 0 ? 'ok' : 'problems';
  },
};

/** The doctor looks at everything from here; of the server it asks what it is, and no more. */
async function findServer({ home, surroundings }: Session) {
  const client = await connectControl(home, surroundings.version);
  if (client === null) return null;
  try {
    const answer = await client.call('app.info', {});
    if (!answer.ok) throw new KeyhavenError(answer.error);
    return { ...client.server, kind: (answer.value as AppInfo).server };
  } finally {
    await client.close();
  }
}
