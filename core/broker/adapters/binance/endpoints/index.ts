import type { RawRequest } from '../../adapter';
import { coinm, coinmDocumented } from './coinm';
import { earn } from './earn';
import { futuresData } from './futures-data';
import { serves } from './hosts';
import { margin, marginDocumented } from './margin';
import { options } from './options';
import { portfolioMargin } from './portfolio-margin';
import { services } from './services';
import { spot, spotDocumented } from './spot';
import { subAccounts } from './sub-accounts';
import type { EndpointTable, Row } from './table';
import { usdm } from './usdm';
import { wallet, walletDocumented } from './wallet';

/** What ccxt's binance knows. */
export const known = {
  ...spot,
  ...margin,
  ...wallet,
  ...subAccounts,
  ...services,
  ...earn,
  ...usdm,
  ...coinm,
  ...options,
  ...portfolioMargin,
  ...futuresData,
} as const satisfies EndpointTable;

/** What Binance documents beside. */
export const documented = {
  ...spotDocumented,
  ...marginDocumented,
  ...walletDocumented,
  ...coinmDocumented,
} as const satisfies EndpointTable;

const rows: ReadonlyMap<string, Row> = new Map<string, Row>(Object.entries({ ...known, ...documented }));

/** The row's name and what stands in it; undefined: no such endpoint on that host, and so nothing that can be granted. */
export function endpointOf(
  request: Pick<RawRequest, 'method' | 'host' | 'path'>,
): { readonly name: string; readonly row: Row } | undefined {
  const name = `${request.method} ${request.path}`;
  const row = rows.get(name);
  return row === undefined || !serves(request.host, request.path) ? undefined : { name, row };
}
