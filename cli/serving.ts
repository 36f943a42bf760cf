import { systemClock } from '../core/base/clock';
import { fail } from '../core/base/failure';
import { systemRandomness } from '../core/base/random';
import { scrubEnvironment } from '../core/broker/egress/environment';
import { createControlServer } from '../core/control/server';
import type { ExitName } from './exit-codes';
import { keyhavenFor, placeIn } from './here';
import { createSession, type Session } from './session';
import { printable } from './table';

/** The core without a window: open from its start on, for whoever may come in at the control socket, until it is ended. */
export async function serveUntilStopped({ home, options, output, surroundings }: Session): Promise<ExitName> {
  // Before anything connects: a server of tokens speaks to exchanges with what it was started with.
  scrubEnvironment(process.env);
  const ending = createEnding();
  const holder = `keyhaven serve (pid ${process.pid})`;
  const keyhaven = keyhavenFor(
    {
      holder,
      // A command in a terminal holds the vault for a moment only.
      waitForVaultMs: 5000,
      server: 'serve',
      lockClears: true,
      stop: ending.now,
      confirmation: {
        confirm: async () => {
          throw fail('authorization.nobody');
        },
      },
    },
    home,
    surroundings,
  );
  const session = createSession(placeIn(keyhaven), options, surroundings);
  try {
    const { state } = await session.call('vault.status', {});
    if (state === 'none') throw fail('vault.none');
    const control = await createControlServer({
      keyhaven,
      home,
      holder,
      version: surroundings.version,
      clock: systemClock,
      randomness: systemRandomness,
      platform: process.platform,
      environment: process.env,
    });
    try {
      await Promise.race([session.unlock(ending.signal), ending.came]);
      if (!ending.signal.aborted)
        output.value(
          { serving: home, pid: process.pid },
          () => `Serving ${printable(home)}; stop with Ctrl-C or \`keyhaven stop\`.`,
        );
      await ending.came;
    } finally {
      // Locked before another one may serve.
      await control.close(() => session.close());
    }
    return 'ok';
  } finally {
    await session.close();
    ending.forget();
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Whatever ends a server that has no window: a signal, or somebody at the socket. */
function createEnding() {
  const abort = new AbortController();
  const now = () => abort.abort();
  for (const name of signals) process.on(name, now);
  // An open socket keeps the process alive, and a signal handler alone would not.
  const came = new Promise<void>((resolve) => {
    abort.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return {
    now,
    came,
    signal: abort.signal,
    forget: () => {
      for (const name of signals) process.off(name, now);
    },
  };
}
