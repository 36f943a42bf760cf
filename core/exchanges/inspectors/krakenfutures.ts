import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Granted } from '../../contract/words';
import { accountName, text, texts } from './answers';
import { inspector } from './inspector';
import { accountOf, dateOrNull, ipOf, reportPart } from './report';

const path = '/api/auth/v1/api-keys/v3/check';

const level = z.enum(['NO_ACCESS', 'READ_ONLY', 'FULL_ACCESS']).optional().catch(undefined);

/**
 * Kraken Futures "Check API key". Source: docs.kraken.com, futures, api-keys, in copies read 2026-11. ccxt 4.5.84 does not have this call,
 * so it is signed here as docs.kraken.com, "Futures REST authentication", says: HMAC-SHA512 with the decoded secret over SHA256(nonce +
 * path).
 */
export const krakenfutures = inspector({
  hosts: { krakenfutures: 'futures.kraken.com' },
  call: {
    method: 'GET',
    path,
    sign: ({ apiKey = '', secret = '' }, nowMs) => {
      const nonce = String(nowMs);
      const hash = createHash('sha256').update(`${nonce}${path}`).digest();
      const signature = createHmac('sha512', Buffer.from(secret, 'base64')).update(hash).digest('base64');
      return { headers: { APIKey: apiKey, Authent: signature, Nonce: nonce } };
    },
  },
  answer: z.looseObject({
    permissions: z.looseObject({ general: level, transfer: level }),
    createdAt: text,
    accountUid: accountName,
    allowedCidrBlock: text,
    allowedCidrBlocks: texts,
  }),
  read: ({ permissions: { general, transfer }, createdAt, accountUid, allowedCidrBlock, allowedCidrBlocks }) => {
    const full = (access: typeof general): Granted =>
      access === undefined ? 'unknown' : access === 'FULL_ACCESS' ? 'yes' : 'no';
    return reportPart({
      rights: {
        read: general === undefined ? 'unknown' : general === 'NO_ACCESS' ? 'no' : 'yes',
        futuresTrade: full(general),
        transfer: full(transfer),
        withdraw: full(transfer),
      },
      ...accountOf(accountUid),
      ip: ipOf(allowedCidrBlocks ?? (allowedCidrBlock === undefined ? undefined : [allowedCidrBlock]), everywhere),
      created: dateOrNull(createdAt),
    });
  },
});

const everywhere = ['0.0.0.0/0', '::/0'];
