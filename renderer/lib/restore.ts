import { announce } from './announce';
import { keyhaven, valueOf } from './bridge';
import { keysChanged } from './queries';

/** Brings a key back from the bin and says so. @throws Refused */
export async function restoreKey(id: string, said: string): Promise<void> {
  await valueOf(keyhaven.credential.restore({ id }));
  await keysChanged();
  announce(said);
}
