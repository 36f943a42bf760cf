import type { CliCommand } from './command';

export const serve: CliCommand = {
  name: 'serve',
  summary: 'keep the vault open for other commands and programs, without a window, until Ctrl-C or `keyhaven stop`',
  where: 'here',
  async run(session) {
    // It brings the whole core with it, and the other commands would load it for nothing.
    const { serveUntilStopped } = await import('../serving');
    return serveUntilStopped(session);
  },
};
