import type { JobEvent } from '../core/contract/contract';
import type { WindowKeyhaven } from '../core/contract/window';
import type { WindowEvent } from './ipc/channels';

/** How the window's requests travel: Electron's IPC in the app, anything else in a test. */
export interface Carrier {
  call(operation: string, input: unknown): Promise<unknown>;
  /** The answer unsubscribes. The listener gets what was sent and nothing of how it came. */
  subscribe(event: WindowEvent, listener: (sent: unknown) => void): () => void;
}

/**
 * `window.keyhaven`: one function per operation of the contract that is meant for the window, by its name, and nothing
 * generic. It checks nothing: whoever gets hold of a window can send what they like, so the main process checks.
 * @param operations `operationsFor('window')`; names alone, so that the preload carries no schemas
 */
export function buildBridge(operations: readonly string[], carrier: Carrier): WindowKeyhaven {
  const rooms: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = {};
  for (const operation of operations) {
    const [room = '', method = ''] = operation.split('.');
    (rooms[room] ??= {})[method] = (input) => carrier.call(operation, input);
  }
  const events = {
    onJob: (listener: (event: JobEvent) => void) => carrier.subscribe('job', (sent) => listener(sent as JobEvent)),
    onLocked: (listener: () => void) => carrier.subscribe('locked', () => listener()),
  };
  // The contract's names give the shape; the types of each function are the contract's by construction.
  return { ...rooms, ...events } as unknown as WindowKeyhaven;
}
