import { printable } from '../table';
import type { CliCommand } from './command';

const states = { none: 'there is none yet', locked: 'locked', open: 'open' } as const;
const modes = {
  keychain: 'keychain',
  keychainAndPassphrase: 'keychain and passphrase',
  passphrase: 'passphrase',
} as const;

const servers = {
  none: 'none; this command looks for itself',
  app: 'the Keyhaven app',
  serve: 'keyhaven serve',
} as const;

export const status: CliCommand = {
  name: 'status',
  summary:
    'say how the vault stands, without opening it: server, state, keychain, runtime, data folder, practice exchange',
  async run(session) {
    const vault = await session.call('vault.status', {});
    const { trouble } = await session.call('vault.probeKeychain', {});
    const { version, runtime, runtimeVersion, dataFolder, server, pid } = await session.call('app.info', {});
    const practice = await session.call('practice.status', {});
    const { green, red } = session.style;
    const found = {
      state: vault.state,
      mode: vault.mode,
      keys: vault.credentials,
      fellBack: vault.fellBack,
      keychain: trouble ?? 'works',
      version,
      runtime: `${runtime} ${runtimeVersion}`,
      dataFolder,
      server: server === 'none' ? null : { kind: server, pid },
      practice: practice.state,
    };
    session.output.value(found, () =>
      [
        [
          'Vault',
          states[vault.state] +
            (vault.goesOn && vault.state === 'locked'
              ? ' for whoever asks; what was granted to programs goes on'
              : '') +
            (vault.fellBack ? ', from an older generation: the newest is damaged' : ''),
        ],
        ['Opens with', vault.mode === null ? '-' : modes[vault.mode]],
        ['Keys', vault.credentials === null ? 'not told while it is locked' : String(vault.credentials)],
        ['Keychain', trouble === null ? green('works') : red(trouble)],
        ['Server', servers[server] + (server === 'none' ? '' : ` (pid ${pid})`)],
        ['Keyhaven', `${version} on ${found.runtime}`],
        ['Data folder', printable(dataFolder)],
        ['Practice', practice.state],
      ]
        .map(([name = '', value = '']) => `${name.padEnd(12)}${value}`)
        .join('\n'),
    );
    return 'ok';
  },
};
