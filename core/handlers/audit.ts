import type { Handlers } from '../door';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `audit.${string}`>;

export function auditHandlers({ log, vault }: Rooms): Pick<Handlers, Names> {
  return {
    'audit.list': ({ before, limit, filter }) =>
      log.list({ limit, ...(before !== undefined && { before }), ...(filter !== undefined && { filter }) }),
    'audit.verify': () => log.verify(vault.anchoredHead()),
  };
}
