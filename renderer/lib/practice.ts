import { keyhaven, valueOf } from './bridge';
import { keysChanged, queries, queryClient } from './queries';
import { startTest } from './testRun';

/** Starts the practice exchange, puts its four keys into the vault and tests them at once. @throws Refused */
export async function fillFromPractice(): Promise<void> {
  queryClient.setQueryData(queries.practice.queryKey, await valueOf(keyhaven.practice.start({})));
  const { ids } = await valueOf(keyhaven.practice.fill({}));
  await keysChanged();
  await startTest(ids);
}
