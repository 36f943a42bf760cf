import fs from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { createTally } from '../audit/tally';
import { fail, KeyhavenError } from '../base/failure';
import type { Clock, Randomness } from '../base/ports';
import type { Keyhaven } from '../keyhaven';
import { placeOf, prepareFolder, removeDeadSocket } from './address';
import { askingProgram } from './asking-program';
import { serveConnection, type Connection, type Refusal } from './connection';
import { removeKeyFile, writeKeyFile } from './key-file';
import { keyBytes, mostConnections, mostUnproven, patience, type Patience } from './protocol';
import { takeServerLock } from './server-lock';

export interface ControlWorld {
  readonly keyhaven: Pick<Keyhaven, 'door' | 'record'>;
  /** The data folder, absolute. */
  readonly home: string;
  /** Shown to whoever wants to be the server too: "the Keyhaven window (pid 12)". */
  readonly holder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly patience?: Patience;
}

export interface ControlServer {
  readonly address: string;
  /**
   * Nobody reaches it from now on. `last` is done before somebody else may serve this folder: what must not meet another
   * server's beginning, such as locking the vault.
   */
  close(last?: () => Promise<void>): Promise<void>;
}

/**
 * Serves the terminal's door to other processes of the same user, on a socket that only they reach, to those who prove
 * that they can read the key file. One per data folder, as long as it lives.
 * @throws server.busy, control.unsafe, control.unavailable, vault.* for the data folder
 */
export async function createControlServer(world: ControlWorld): Promise<ControlServer> {
  const { home, holder, clock, randomness, keyhaven } = world;
  const lock = await takeServerLock({ folder: home, holder, waitMs: 0, clock, randomness });
  try {
    const { folder, address } = placeOf(await fs.realpath(home), world);
    const key = Buffer.from(randomness.bytes(keyBytes));
    if (folder !== null) {
      await prepareFolder(folder);
      await removeDeadSocket(address);
    }
    const reception = receive({ ...world, address, key });
    await listen(reception.server, address);
    if (folder !== null) await fs.chmod(address, 0o600);
    await writeKeyFile(home, { address, key }, randomness).catch(async (error: unknown) => {
      await reception.close();
      throw error;
    });
    return {
      address,
      close: async (last) => {
        // The vault first of all: nothing that is slow here keeps it open, nor a secret on the clipboard.
        // Heard from here on: what it throws while the rest is closed must not pass for an error that nobody caught.
        const locking = Promise.allSettled([last?.()]);
        try {
          await removeKeyFile(home);
          await reception.close();
        } finally {
          await locking;
          await lock.release();
        }
        const [locked] = await locking;
        if (locked.status === 'rejected') throw locked.reason;
      },
    };
  } catch (error) {
    await lock.release();
    throw error instanceof KeyhavenError ? error : fail('control.unavailable');
  }

  /** Whoever comes, as long as there is room. */
  function receive({ address, key }: { address: string; key: Buffer } & ControlWorld) {
    const door = keyhaven.door('terminal');
    const connections = new Map<string, Connection>();
    const unproven = new Set<string>();
    /** The processes that connections name as theirs, each as often as it is named. */
    const named: number[] = [];
    const tally = createTally({
      write: ({ action, subject, outcome }) => keyhaven.record(action, subject, outcome),
    });
    const refused = (why: Refusal) => {
      const entry = { actor: 'keyhaven', action: 'control.refused', subject: why, outcome: 'refused' } as const;
      void tally.record(entry).catch(() => undefined);
    };

    const server = createServer((socket) => {
      if (connections.size >= mostConnections || unproven.size >= mostUnproven) {
        refused('connections');
        socket.destroy();
        return;
      }
      const connection = serveConnection(socket, {
        key,
        address,
        door,
        randomness,
        patience: world.patience ?? patience,
        self: { pid: process.pid, version: world.version },
        programOf: (pid) => askingProgram(pid, world.platform),
        refused,
        proven: (pid) => {
          unproven.delete(connection.id);
          named.push(pid);
        },
        isNamedTwice: (pid) => named.filter((other) => other === pid).length > 1,
        closed: (pid) => {
          if (pid !== null) named.splice(named.indexOf(pid), 1);
          unproven.delete(connection.id);
          connections.delete(connection.id);
        },
      });
      connections.set(connection.id, connection);
      unproven.add(connection.id);
    });
    const stopEvents = door.onJob((callerId, event) => connections.get(callerId)?.send(event));

    return {
      server,
      close: async () => {
        stopEvents();
        await tally.close();
        for (const connection of connections.values()) connection.close();
        // Takes the socket's name away too.
        await new Promise<void>((done) => server.close(() => done()));
      },
    };
  }
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(address, () => {
      server.off('error', failed);
      // Accepting may fail later, as where there are too many files open; the next one may come in again.
      server.on('error', () => undefined);
      done();
    });
  });
}
