import { exported, exportName } from '../audit/export';
import { fail } from '../base/failure';
import type { Handlers } from '../door';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `audit.${string}`>;

export function auditHandlers({ log, vault, world }: Rooms): Pick<Handlers, Names> {
  return {
    'audit.list': ({ before, limit, filter }) =>
      log.list({ limit, ...(before !== undefined && { before }), ...(filter !== undefined && { filter }) }),
    'audit.verify': () => log.verify(vault.anchoredHead()),
    'audit.page': (place) => log.page(place),
    'audit.beginExport': async ({ format }, { about }) => {
      about(format);
      return {};
    },
    'audit.export': async ({ format }, { audit }) => {
      if (world.fileSaver === null) throw fail('argument.invalid', { where: 'operation' });
      // Logged when a place was chosen, before the first line leaves.
      async function* pieces() {
        await audit(format, 'done');
        yield* exported(format, (place) => log.page(place));
      }
      const answer = await world.fileSaver.save(exportName(format, world.clock.now()), pieces());
      if (answer === 'cancelled') await audit(format, 'cancelled');
      return { saved: answer === 'saved' };
    },
  };
}
