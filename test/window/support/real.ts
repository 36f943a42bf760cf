import { createKeyhaven, type Keyhaven } from '../../../core/keyhaven';
import { createTestWorld, type TestWorld } from '../../support/world';
import type { Behind } from './window';

export interface RealKeyhaven {
  readonly behind: Behind;
  readonly world: TestWorld;
  close(): Promise<void>;
}

/** The whole facade behind the window: real vault, real worker and ccxt, real practice exchange; only keychain, clipboard and dialogs are the test's. */
export async function realKeyhaven(): Promise<RealKeyhaven> {
  const world = await createTestWorld();
  const keyhaven: Keyhaven = createKeyhaven(world);
  const door = keyhaven.door('window');
  return {
    world,
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
