import { z } from 'zod';
import { flag, number, texts } from './answers';
import type { Inspector } from './inspector';
import { accountOf, anyOf, instantOfSeconds, ipOf, reportPart } from './report';

const Detail = z.looseObject({
  user_id: z.union([z.number(), z.string()]),
  ip_whitelist: texts,
  currency_pairs: texts,
});

const Permission = z.looseObject({ name: z.string(), read_only: flag });
const MainKeys = z.array(
  z.looseObject({
    key: z.string(),
    perms: z.array(Permission).optional().catch(undefined),
    ip_whitelist: texts,
    currency_pairs: texts,
    created_at: number,
    last_access: number,
  }),
);

const knownNames = [
  'wallet',
  'spot',
  'margin',
  'futures',
  'delivery',
  'options',
  'earn',
  'custody',
  'account',
  'loan',
  'unified',
  'copy',
];

/**
 * Gate v4 "Get account detail" and "Query all main account key information". Source: www.gate.com/docs/developers/apiv4 and gateapi-python,
 * in copies read 2026-11. The second lists all keys of the main account, their values masked behind the first characters; where the own one
 * is not found in it, no right is known. Whether writing to the wallet includes withdrawing is not said.
 */
export const gate: Inspector<'detail' | 'keys'> = {
  hosts: { gate: 'api.gateio.ws', gateeu: 'api.gateeu.com' },
  how: 'told',
  calls: {
    detail: { method: 'GET', path: '/api/v4/account/detail', ccxt: ['private', 'account', 'get', 'detail'] },
    keys: { method: 'GET', path: '/api/v4/account/main_keys', ccxt: ['private', 'account', 'get', 'main_keys'] },
  },
  async ask({ call, attempt, fields }) {
    const detail = Detail.safeParse(await call('detail'));
    if (!detail.success) return null;
    const listed = await attempt('keys');
    const keys = 'answer' in listed ? MainKeys.safeParse(listed.answer).data : undefined;
    const own = ownOf(keys ?? [], fields.apiKey);
    const pairs = own?.currency_pairs ?? detail.data.currency_pairs ?? [];
    return reportPart({
      ...(own?.perms === undefined
        ? { rights: { read: 'yes' }, granularity: 'coarse', remarks: [rightsNotTold, ...ofPairs(pairs)] }
        : { ...rightsOf(own.perms), remarks: ofPairs(pairs) }),
      ...accountOf(detail.data.user_id),
      ip: ipOf(own?.ip_whitelist ?? detail.data.ip_whitelist),
      created: instantOfSeconds(own?.created_at),
      lastUsed: instantOfSeconds(own?.last_access),
    });
  },
};

const rightsNotTold = 'Gate did not say which rights this key has.';

function ofPairs(pairs: readonly string[]): string[] {
  return pairs.length > 0 ? [`The key trades ${pairs.length} pairs only.`] : [];
}

/** The only entry with this key, whole or masked. */
function ownOf(keys: z.output<typeof MainKeys>, apiKey = ''): z.output<typeof MainKeys>[number] | undefined {
  const matching = keys.filter(({ key }) => isMaskOf(key, apiKey));
  return matching.length === 1 ? matching[0] : undefined;
}

/** `a1b2c3d4****` hides all but the beginning, which must be long enough to tell keys apart. */
function isMaskOf(shown: string, apiKey: string): boolean {
  const visible = shown.replace(/\*+$/, '');
  return shown === apiKey || (visible.length >= 4 && visible !== shown && apiKey.startsWith(visible));
}

function rightsOf(perms: z.output<typeof Permission>[]): Pick<Parameters<typeof reportPart>[0], 'rights' | 'words'> {
  const writes = (name: string) => {
    const permission = perms.find((each) => each.name === name);
    if (permission === undefined) return perms.length === 0 ? 'unknown' : 'no';
    if (permission.read_only === undefined) return 'unknown';
    return permission.read_only ? 'no' : 'yes';
  };
  const writesAnything = anyOf(...perms.map(({ name }) => writes(name)));
  return {
    rights: {
      read: perms.length > 0 ? 'yes' : 'unknown',
      spotTrade: writes('spot'),
      // "Spot" is spot and margin.
      marginTrade: anyOf(writes('spot'), writes('margin')),
      futuresTrade: anyOf(writes('futures'), writes('delivery')),
      optionsTrade: writes('options'),
      transfer: writes('wallet'),
      borrow: anyOf(writes('loan'), writes('unified') === 'no' && writes('margin') === 'no' ? 'no' : 'unknown'),
      earn: writes('earn'),
      withdraw: writesAnything === 'no' && perms.length > 0 ? 'no' : 'unknown',
    },
    words: { said: perms.map(({ name }) => name), known: knownNames },
  };
}
