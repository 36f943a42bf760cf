import { app, dialog } from 'electron';
import { systemClock } from '../core/base/clock';
import { failureOf, isFailure } from '../core/base/failure';
import { systemRandomness } from '../core/base/random';
import { createControlServer, type ControlServer } from '../core/control/server';
import { takeOver } from '../core/control/take-over';
import type { Keyhaven } from '../core/keyhaven';

export interface ServingParts {
  readonly keyhaven: Keyhaven;
  readonly home: string;
  readonly holder: string;
}

/**
 * Serves the control socket, for commands in a terminal. Where `keyhaven serve` serves this vault already, the person
 * decides who goes on. Without a socket the window works all the same, and commands find the vault in use.
 * @returns null where the person rather quits
 * @throws server.busy, control.* where the other one could not be taken over from
 */
export async function beginServing(parts: ServingParts): Promise<Pick<ControlServer, 'close'> | null> {
  const { keyhaven, home, holder } = parts;
  const known = { home, holder, version: app.getVersion(), clock: systemClock, randomness: systemRandomness };
  const serve = () => createControlServer({ ...known, keyhaven, platform: process.platform, environment: process.env });
  try {
    return await serve();
  } catch (error) {
    if (isFailure(error, 'server.busy')) {
      if (!(await isTakenOver(failureOf(error).message))) return null;
      await takeOver(known);
      return serve();
    }
    await keyhaven.record('control.unavailable', '', failureOf(error).code).catch(() => undefined);
    return { close: async (last) => last?.() };
  }
}

async function isTakenOver(message: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Keyhaven',
    message,
    detail:
      'This app can take over from it: it locks its vault and ends, and this app goes on in its place. Commands in a terminal and programs with a token then come to this app.',
    buttons: ['Take over', 'Quit'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
