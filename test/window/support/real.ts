import { createKeyhaven, type Keyhaven } from '../../../core/keyhaven';
import type { Answer } from '../../../core/contract/contract';
import { createTestWorld, type TestWorld } from '../../support/world';
import { approvalOf } from './approvals';
import type { Behind } from './window';

const asking = approvalOf().program;

export interface RealKeyhaven {
  readonly behind: Behind;
  readonly world: TestWorld;
  /** What another program of the person asks, as it comes through the terminal's door. */
  fromTerminal(operation: string, input: unknown): Promise<Answer<unknown>>;
  close(): Promise<void>;
}

/** The whole facade behind the window: real vault, real worker and ccxt, real practice exchange; only keychain, clipboard and dialogs are the test's. */
export async function realKeyhaven(): Promise<RealKeyhaven> {
  const world = await createTestWorld({ showWindow: () => undefined });
  const keyhaven: Keyhaven = createKeyhaven(world);
  const door = keyhaven.door('window');
  const terminal = keyhaven.door('terminal');
  return {
    world,
    fromTerminal: (operation, input) => terminal.call(operation, input, { id: 'a program', program: asking }),
    behind: {
      call: (operation, input) => door.call(operation, input, { id: 'window' }),
      connect({ job, locked }) {
        door.onJob((_caller, event) => job(event));
        keyhaven.onLocked(locked);
      },
    },
    async close() {
      await keyhaven.close();
      world.remove();
    },
  };
}
