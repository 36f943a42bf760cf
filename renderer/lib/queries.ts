import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { failureOf, keyhaven, valueOf } from './bridge';

/** How far the calendar looks ahead. */
export const calendarDays = 90;

const statusKey = ['vault.status'] as const;

/**
 * The cache holds what main said, and nothing secret: every operation that yields a secret is called outside of it.
 * It is emptied when the vault is locked.
 */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeLock }),
  defaultOptions: {
    queries: { retry: false, staleTime: 30_000, gcTime: 5 * 60_000, networkMode: 'always', refetchOnReconnect: false },
  },
});

/** The vault may have been locked through another door; the first refusal tells. */
export function noticeLock(error: unknown): void {
  if (failureOf(error).code === 'vault.locked') void queryClient.invalidateQueries({ queryKey: statusKey });
}

/** Forgets everything that was read from the vault, then asks anew how it stands. */
export async function forgetEverything(): Promise<void> {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== statusKey[0] });
  await queryClient.invalidateQueries({ queryKey: statusKey });
}

export const queries = {
  status: queryOptions({ queryKey: statusKey, queryFn: () => valueOf(keyhaven.vault.status({})), staleTime: 0 }),
  info: queryOptions({ queryKey: ['app.info'], queryFn: () => valueOf(keyhaven.app.info({})) }),
  exchanges: queryOptions({
    queryKey: ['exchange.list'],
    queryFn: () => valueOf(keyhaven.exchange.list({})),
    staleTime: Infinity,
  }),
  keys: queryOptions({ queryKey: ['credential.list'], queryFn: () => valueOf(keyhaven.credential.list({})) }),
  key: (id: string) =>
    queryOptions({ queryKey: ['credential.get', id], queryFn: () => valueOf(keyhaven.credential.get({ id })) }),
  health: queryOptions({ queryKey: ['health.get'], queryFn: () => valueOf(keyhaven.health.get({})) }),
  due: queryOptions({
    queryKey: ['rotation.due'],
    queryFn: () => valueOf(keyhaven.rotation.due({ days: calendarDays })),
    staleTime: 0,
  }),
  policies: queryOptions({ queryKey: ['rotation.policies'], queryFn: () => valueOf(keyhaven.rotation.policies({})) }),
  rotations: queryOptions({ queryKey: ['rotation.list'], queryFn: () => valueOf(keyhaven.rotation.list({})) }),
  rotation: (id: string) =>
    queryOptions({
      queryKey: ['rotation.get', id],
      queryFn: () => valueOf(keyhaven.rotation.get({ id })),
      staleTime: 0,
    }),
  bin: queryOptions({
    queryKey: ['credential.bin'],
    queryFn: () => valueOf(keyhaven.credential.bin({})),
    staleTime: 0,
  }),
  practice: queryOptions({
    queryKey: ['practice.status'],
    queryFn: () => valueOf(keyhaven.practice.status({})),
    staleTime: 5_000,
  }),
  approvals: queryOptions({
    queryKey: ['approval.list'],
    queryFn: () => valueOf(keyhaven.approval.list({})),
    staleTime: 0,
  }),
  lock: queryOptions({ queryKey: ['lock.settings'], queryFn: () => valueOf(keyhaven.lock.settings({})) }),
  method: queryOptions({
    queryKey: ['authorization.method'],
    queryFn: () => valueOf(keyhaven.authorization.method({})),
  }),
  copies: queryOptions({ queryKey: ['vault.copies'], queryFn: () => valueOf(keyhaven.vault.copies({})), staleTime: 0 }),
  chain: queryOptions({ queryKey: ['audit.verify'], queryFn: () => valueOf(keyhaven.audit.verify({})), staleTime: 0 }),
};

/** All that is read anew when keys change: what they are, and what follows from it. */
export const keyQueryKeys = [
  queries.keys.queryKey,
  ['credential.get'],
  queries.health.queryKey,
  queries.due.queryKey,
  queries.policies.queryKey,
  queries.rotations.queryKey,
  ['rotation.get'],
  queries.bin.queryKey,
  statusKey,
] as const;

/** After keys were added, changed, removed or tested: list, bin, single keys and the log all have news. */
export async function keysChanged(): Promise<void> {
  const keys = [...keyQueryKeys, ['audit.list'], queries.chain.queryKey];
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
