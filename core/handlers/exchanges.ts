import type { Handlers } from '../door';
import { fail } from '../base/failure';
import { exchangeList, isPractice, exchangeOf, styleOf } from '../exchanges/catalogue/catalogue';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `exchange.${string}` | `practice.${string}`>;

export function exchangeHandlers({ credentials, practice, emptyBin, changes }: Rooms): Pick<Handlers, Names> {
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    changes.tell('practice');
    return value;
  };

  return {
    'exchange.list': async () => exchangeList(),
    'practice.status': () => practice.status(),
    'practice.start': () => told(practice.start()),
    'practice.stop': () => told(practice.stop()),
    'practice.fill': async (_input, { audit }) => {
      await emptyBin();
      const ids = [];
      for (const key of await practice.keys()) {
        const known = credentials.placeOfKey(key.exchange, key.fields.apiKey ?? '');
        if (known?.binned === true) await credentials.restore(known.id);
        const id = known?.id ?? (await credentials.add({ ...key, fields: { ...key.fields } }, { practice: true }));
        if (known?.binned !== false) await audit(id, known === null ? 'done' : 'restored');
        ids.push(id);
      }
      return { ids };
    },
    'practice.addKey': async ({ exchange, rights, label }, { about }) => {
      const info = isPractice(exchange) ? exchangeOf(exchange) : undefined;
      if (info === undefined) throw fail('exchange.unknown', { exchange });
      await emptyBin();
      const key = await told(practice.makeKey({ style: styleOf(exchange), label: label ?? info.name, rights }));
      const id = await credentials.add({ ...key, fields: { ...key.fields } }, { practice: true });
      about(id);
      return { id };
    },
    'practice.fault': ({ fault }, { about }) => {
      about(fault);
      return told(practice.setFault(fault));
    },
  };
}
