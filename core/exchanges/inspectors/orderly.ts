import { z } from 'zod';
import type { Granted } from '../../contract/words';
import { number, text } from './answers';
import { inspector } from './inspector';
import { instantOrNull, listOf, reportPart } from './report';

const Row = z.looseObject({ scope: text, expiration: number });

/**
 * Orderly "Get key info", for the exchanges built on it. Source: orderly.network/docs, in copies whose names differ (confidence low), read
 * 2026-11: what is there is believed, what is missing says nothing. Keys live for at most a year.
 */
export const orderly = inspector({
  hosts: { woofipro: 'api-evm.orderly.org', modetrade: 'api-evm.orderly.org' },
  call: { method: 'GET', path: '/v1/client/key_info', ccxt: ['v1', 'private', 'get', 'client/key_info'] },
  parameters: () => ({ key_status: 'ACTIVE' }),
  answer: z.looseObject({ success: z.literal(true), data: z.looseObject({ rows: z.array(Row) }) }),
  read: ({ data: { rows } }, { fields: { apiKey = '' } }) => {
    const own = rows.filter((row) =>
      Object.values(row).some((value) => value === apiKey || value === `ed25519:${apiKey}`),
    );
    const [row] = own;
    if (row === undefined || own.length > 1) return null;
    const words = listOf(row.scope ?? '');
    const may = (word: string): Granted => (words.includes(word) ? 'yes' : 'unknown');
    return reportPart({
      rights: { read: may('read'), futuresTrade: may('trading'), transfer: may('asset'), withdraw: may('asset') },
      granularity: 'coarse',
      expires: instantOrNull(row.expiration) ?? 'unknown',
      words: { said: words, known: ['read', 'trading', 'asset'] },
    });
  },
});
