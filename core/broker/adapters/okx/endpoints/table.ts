import { accountEndpoints } from './account';
import { botEndpoints } from './bots';
import { financeEndpoints } from './finance';
import { fundingEndpoints } from './funding';
import { institutionEndpoints } from './institutions';
import { publicEndpoints } from './public';
import type { Row } from './rows';
import { tradeEndpoints } from './trade';

/**
 * Every endpoint that ccxt's okx, myokx and okxus know, each reviewed. What has no row is denied. Sources: ccxt 4.5.84 for
 * the names, okx.com/docs-v5 (2026-06) for what they do.
 */
export const endpoints: ReadonlyMap<string, Row> = new Map<string, Row>(
  [
    publicEndpoints,
    tradeEndpoints,
    accountEndpoints,
    fundingEndpoints,
    botEndpoints,
    financeEndpoints,
    institutionEndpoints,
  ].flatMap((rows) => Object.entries(rows)),
);
