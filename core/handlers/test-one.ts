import { fail } from '../base/failure';
import type { TestOutcome } from '../contract/words';
import { isPractice } from '../exchanges/catalogue/catalogue';
import type { Rooms } from '../rooms';

/** Asks the exchange what one key may do; nothing is kept of it yet. @throws credential.unknown, job.cancelled, vault.* */
export async function testOne(
  { credentials, practice, tester }: Pick<Rooms, 'credentials' | 'practice' | 'tester'>,
  { id, probeTrade }: { readonly id: string; readonly probeTrade: boolean },
  signal: AbortSignal,
): Promise<TestOutcome> {
  // The server is part of this program; where it does not start, the tester's diagnosis says so.
  if (isPractice(credentials.placeOf(id).exchange)) await practice.start().catch(() => undefined);
  if (signal.aborted) throw fail('job.cancelled');
  return tester.test({ ...(await credentials.fields(id)), probeTrade }, signal);
}
