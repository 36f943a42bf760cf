import { z } from 'zod';
import { inspector } from './inspector';
import { anyOf, atMost, has, reportPart } from './report';

/**
 * bitFlyer "Get API Key Permissions": the paths that a key may call. Source: lightning.bitflyer.com/docs, in copies read 2026-11. Exact;
 * the same call orders spot and CFD, on an account that may not have the latter. No address list and no date is told.
 */
export const bitflyer = inspector({
  hosts: { bitflyer: 'api.bitflyer.com' },
  call: { method: 'GET', path: '/v1/me/getpermissions', ccxt: ['private', 'get', 'getpermissions'] },
  answer: z.array(z.string().startsWith('/v1/')).min(1),
  read: (paths) => {
    const may = (name: string) => has(paths, `/v1/me/${name}`);
    const trade = anyOf(may('sendchildorder'), may('sendparentorder'));
    return reportPart({
      rights: {
        read: may('getbalance'),
        spotTrade: trade,
        marginTrade: atMost(trade),
        futuresTrade: atMost(trade),
        withdraw: may('withdraw'),
      },
    });
  },
});
