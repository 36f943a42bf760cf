import { homedir } from 'node:os';
import type { Answer, JobEvent } from '../core/contract/contract';
import { connectControl } from '../core/control/client';
import { dataFolder } from '../core/home';

/** Where the operations of a command are done: at the running server, or in this process. */
export interface Place {
  /** The server that answers; null where this process does it itself. */
  readonly server: { readonly pid: number; readonly version: string } | null;
  /** Never throws. */
  call(operation: string, input: unknown): Promise<Answer<unknown>>;
  /** Progress of jobs that were started here; the answer unsubscribes. */
  onJob(listener: (event: JobEvent) => void): () => void;
  /** Settles when nothing more will come. */
  readonly gone: Promise<void>;
  close(): Promise<void>;
}

/** What a command finds around it. */
export interface Surroundings {
  readonly version: string;
  /** The folder with the bundles of worker and practice exchange, absolute. */
  readonly bundles: string;
}

/** `server`: at the server where one runs, else here. `here`: in this process, whoever else runs. */
export type Where = 'server' | 'here';

export function homeOf({ evaluation = false }: { readonly evaluation?: boolean }): string {
  const { platform, env: environment } = process;
  return dataFolder({ platform, environment, userHome: homedir() }, evaluation);
}

/** @throws control.* where something is at the server's place that is none of ours */
export async function openPlace(where: Where, home: string, surroundings: Surroundings): Promise<Place> {
  const server = where === 'server' ? await connectControl(home, surroundings.version) : null;
  if (server !== null) return server;
  // Most of the program is behind this, and a command that a server answers needs none of it.
  const { openHere } = await import('./here');
  return openHere(home, surroundings);
}
