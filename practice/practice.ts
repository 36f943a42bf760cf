import { mkdirSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { takeLock } from './lock';
import { openFloor } from './market/floor';
import { removeLeftovers, writePrivately } from './privateFile';
import { serve } from './server';
import { openStore } from './state';
import { Trouble } from './trouble';

export interface Practice {
  /** `http://127.0.0.1:PORT` */
  address: string;
  secret: string;
  /** Ends the server, keeps the state, removes `server.json`, frees the folder. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the practice exchange of a folder, in this process. `onStopRequest` hears a control call's wish to stop; the caller decides.
 * Throws a `Trouble` that says what is in the way; then the folder is as it was.
 */
export async function startPractice(
  folder: string,
  onStopRequest: () => void = () => undefined,
  now: () => number = Date.now,
): Promise<Practice> {
  if (!isAbsolute(folder)) throw new Trouble('practice.folderUnset');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Trouble('practice.folderUnusable', {}, error);
  }
  const lock = await takeLock(folder);
  try {
    return await open(folder, lock.release, onStopRequest, now);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function open(
  folder: string,
  release: () => Promise<void>,
  onStopRequest: () => void,
  now: () => number,
): Promise<Practice> {
  const announcement = join(folder, 'server.json');
  const store = openStore(folder);
  const floor = openFloor(join(folder, 'trading.json'), store.state.balances);
  const server = await serve(store, floor, now, onStopRequest);
  const address = `http://127.0.0.1:${server.port}`;
  const { secret } = store.state;
  try {
    removeLeftovers(announcement);
    writePrivately(announcement, `${JSON.stringify({ format: 1, address, secret, pid: process.pid })}\n`);
  } catch (error) {
    await server.close();
    throw new Trouble('practice.folderUnusable', {}, error);
  }
  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    // The file goes first: who reads it must not be sent to a closed port. The lock goes last.
    rmSync(announcement, { force: true });
    await server.close();
    try {
      floor.close();
      store.close();
    } finally {
      await release();
    }
  }
  return { address, secret, stop: () => (stopping ??= stop()) };
}
