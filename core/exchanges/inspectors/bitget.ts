import { z } from 'zod';
import type { Granted } from '../../contract/words';
import { accountName, text } from './answers';
import type { Inspector, ReportPart } from './inspector';
import { accountOf, allOf, has, ipOf, listOf, ofSubAccount, reportPart } from './report';

/** A comma text in the documentation; some clients saw a list. */
const words = z
  .union([z.array(z.string()), z.string().transform(listOf)])
  .optional()
  .catch(undefined);

const Unified = z.looseObject({
  code: z.literal('00000'),
  data: z
    .looseObject({
      permType: text,
      permissions: words,
      ips: words,
      userId: accountName,
      parentId: z.union([z.string(), z.number()]).nullish(),
    })
    .refine(({ permType, permissions }) => permType !== undefined || permissions !== undefined),
});

const Classic = z.looseObject({
  code: z.literal('00000'),
  data: z.looseObject({
    authorities: z.array(z.string()),
    ips: words,
    userId: z.union([z.string(), z.number()]).nullish(),
    parentId: z.union([z.string(), z.number()]).nullish(),
  }),
});

/** The account is a classic one and must be asked by the older call. */
const ClassicAccount = z.looseObject({ code: z.literal('25245') });

/**
 * Bitget "Get account info" of the unified account (v3), and of the classic one (v2) for an account that has none. Source:
 * www.bitget.com/api-doc, uta and spot account, and tiagosiebler's bitget-api, in copies read 2026-11. Of the classic codes only those for
 * spot and contract orders are known, so what else such a key may do is not.
 */
export const bitget: Inspector<'unified' | 'classic'> = {
  hosts: { bitget: 'api.bitget.com' },
  how: 'told',
  calls: {
    unified: { method: 'GET', path: '/api/v3/account/info', ccxt: ['private', 'uta', 'get', 'v3/account/info'] },
    classic: {
      method: 'GET',
      path: '/api/v2/spot/account/info',
      ccxt: ['private', 'spot', 'get', 'v2/spot/account/info'],
    },
  },
  async ask({ attempt, call, giveUp }) {
    const said = await attempt('unified');
    if ('answer' in said) return readUnified(said.answer);
    return ClassicAccount.safeParse(said.refusal).success ? readClassic(await call('classic')) : giveUp();
  },
};

const unifiedWords = ['uta_mgt', 'uta_trade', 'withdraw', 'copy_futures_position', 'copy_futures_order'];

function readUnified(answer: unknown): ReportPart | null {
  const { data: parsed } = Unified.safeParse(answer);
  if (parsed === undefined) return null;
  const { permType, permissions, ips, userId, parentId } = parsed.data;
  const writes: Granted = permType === 'read-and-write' ? 'yes' : permType === 'read-only' ? 'no' : 'unknown';
  // The names stand in the list of a read-only key too, and then grant nothing.
  const may = (word: string) => allOf(writes, has(permissions, word));
  return reportPart({
    rights: {
      read: 'yes',
      spotTrade: may('uta_trade'),
      marginTrade: may('uta_trade'),
      futuresTrade: may('uta_trade'),
      transfer: may('uta_mgt'),
      withdraw: may('withdraw'),
    },
    granularity: 'coarse',
    ...accountOf(userId),
    ip: ipOf(ips),
    remarks: isSet(parentId) ? [ofSubAccount] : [],
    words: { said: writes === 'no' ? [] : (permissions ?? []), known: unifiedWords },
  });
}

const classicWords = ['stor', 'stow', 'coor', 'coow', 'readonly'];

function readClassic(answer: unknown): ReportPart | null {
  const { data: parsed } = Classic.safeParse(answer);
  if (parsed === undefined) return null;
  const { authorities, ips, userId, parentId } = parsed.data;
  // An older word for all trading, of which nothing says what it covered.
  const older = authorities.includes('trade') ? 'unknown' : 'no';
  const may = (code: string) => (has(authorities, code) === 'yes' ? 'yes' : older);
  return reportPart({
    rights: { read: 'yes', spotTrade: may('stow'), futuresTrade: may('coow') },
    granularity: 'coarse',
    ...accountOf(userId),
    ip: ipOf(ips),
    remarks: isSet(parentId) && isSet(userId) && String(parentId) !== String(userId) ? [ofSubAccount] : [],
    words: { said: authorities, known: classicWords },
  });
}

function isSet(id: string | number | null | undefined): boolean {
  return id !== undefined && id !== null && id !== '' && id !== '0' && id !== 0;
}
