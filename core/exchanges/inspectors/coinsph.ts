import { z } from 'zod';
import { number, texts } from './answers';
import { inspector } from './inspector';
import { has, instantOrNull, ipOf, reportPart } from './report';

const knownWords = [
  'read only',
  'enable spot',
  'enable convert',
  'enable crypto wallet',
  'enable fiat',
  'enable account',
];

/**
 * Coins.ph "API keys": all keys of the account, whose own is picked. Source: docs.coins.ph, in copies read 2026-11. Rights exact, in the
 * words of the form; what "Enable Account" lets a key do is not said.
 */
export const coinsph = inspector({
  hosts: { coinsph: 'api.pro.coins.ph' },
  call: { method: 'GET', path: '/openapi/v1/api-keys', ccxt: ['private', 'get', 'openapi/v1/api-keys'] },
  answer: z.array(
    z.looseObject({ apiKey: z.string(), apiType: texts, createTime: number, ipAccessRestrictions: texts }),
  ),
  read: (keys, { fields }) => {
    const own = keys.find(({ apiKey }) => apiKey === fields.apiKey);
    if (own === undefined) return null;
    const named = own.apiType?.map((word) => word.trim().toLowerCase());
    const words = named?.length === 0 ? undefined : named;
    const may = (word: string) => has(words, word);
    return reportPart({
      rights: {
        read: words === undefined ? 'unknown' : 'yes',
        spotTrade: may('enable spot'),
        convert: may('enable convert'),
        fiatP2p: may('enable fiat'),
        withdraw: may('enable crypto wallet'),
      },
      ip: ipOf(own.ipAccessRestrictions),
      created: instantOrNull(own.createTime),
      words: { said: words ?? [], known: knownWords, alone: true },
    });
  },
});
