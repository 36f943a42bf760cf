import { z } from 'zod';
import { number, text } from './answers';
import { inspector } from './inspector';
import { anyOf, dateOrNull, endInDays, has, ipOf, listOf, reportPart } from './report';

/** SPOT_DEAL_WRITE: what it is about, then what may be done. */
const knownWord = /^(SPOT|CONTRACT)_(ACCOUNT|DEAL|WITHDRAW|TRANSFER|DEPOSIT)_(READ|WRITE)$/;

/**
 * MEXC "Query API key information". Source: www.mexc.com/api-docs, spot v3, in copies read 2026-11. The POST on the same path changes the
 * key and is on no list. Rights exact. The right to withdraw is also the one to send to other users of MEXC. Days left are told.
 */
export const mexc = inspector({
  hosts: { mexc: 'api.mexc.com' },
  call: { method: 'GET', path: '/api/v3/apiKeyInfo', ccxt: ['spot', 'private', 'get', 'apiKeyInfo'] },
  parameters: ({ apiKey }) => ({ accessKey: apiKey }),
  answer: z.looseObject({ permissions: z.string(), createTime: text, remainingValidity: number, ipWhiteList: text }),
  read: ({ permissions, createTime, remainingValidity, ipWhiteList }, { nowMs }) => {
    const words = permissions === '' ? undefined : listOf(permissions);
    const may = (word: string) => has(words, word);
    const withdraw = anyOf(may('SPOT_WITHDRAW_WRITE'), may('CONTRACT_WITHDRAW_WRITE'));
    return reportPart({
      rights: {
        read: anyOf(
          may('SPOT_ACCOUNT_READ'),
          may('SPOT_DEAL_READ'),
          may('CONTRACT_ACCOUNT_READ'),
          may('CONTRACT_DEAL_READ'),
        ),
        spotTrade: may('SPOT_DEAL_WRITE'),
        futuresTrade: may('CONTRACT_DEAL_WRITE'),
        transfer: anyOf(may('SPOT_TRANSFER_WRITE'), may('CONTRACT_TRANSFER_WRITE'), withdraw),
        withdraw,
      },
      ip: ipOf(ipWhiteList === undefined ? undefined : listOf(ipWhiteList)),
      created: dateOrNull(createTime),
      expires: endInDays(nowMs, remainingValidity) ?? 'unknown',
      words: { said: words ?? [], known: (words ?? []).filter((word) => knownWord.test(word)), alone: true },
    });
  },
});
