import { errnoOf } from '../../base/errno';
import { fail } from '../../base/failure';
import type { Port } from '../channel';
import { defaultLimits, type Limits } from './limits';
import { createPortServer, type Behind, type PortServer } from './port-server';

export interface Listening extends Behind {
  readonly port: number;
  readonly limits?: Partial<Limits>;
}

/**
 * Opens a token's port on 127.0.0.1. The port is part of the token: where another program has it, that is said, and no
 * other one is taken. @throws broker.portTaken
 */
export async function listen({ port, limits, ...behind }: Listening): Promise<Port> {
  const made = createPortServer(port, behind, { ...defaultLimits, ...limits });
  await bound(made, port);
  return { port, close: (withinMs) => close(made, withinMs) };
}

function bound({ server }: PortServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      server.emit('close');
      // Windows answers EACCES for ports that it keeps for itself.
      reject(['EADDRINUSE', 'EACCES'].includes(errnoOf(error)) ? fail('broker.portTaken', { port }) : error);
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve();
    });
  });
}

function close(made: PortServer, withinMs: number): Promise<void> {
  made.windUp();
  return new Promise((resolve) => {
    const cut = (): void => made.connections().forEach(({ socket }) => void socket.destroy());
    const timer = setTimeout(cut, withinMs);
    made.server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    for (const { socket, waiting } of made.connections()) if (waiting === 0) socket.destroy();
  });
}
