import type { KeyRecord } from '../../state';

/** The flags of "Get API Key Permission" (`GET /sapi/v1/account/apiRestrictions`). Source: Binance wallet docs, seen 2026-11. */
export const rightNames = [
  'enableReading',
  'enableWithdrawals',
  'enableInternalTransfer',
  'enableMargin',
  'enableFutures',
  'permitsUniversalTransfer',
  'enableVanillaOptions',
  'enableFixApiTrade',
  'enableFixReadOnly',
  'enableSpotAndMarginTrading',
  'enablePortfolioMarginTrading',
] as const;
export type Right = (typeof rightNames)[number];

/** What the end of the trading authority takes away; reading stays. */
const tradingRights: readonly Right[] = [
  'enableMargin',
  'enableFutures',
  'enableVanillaOptions',
  'enableFixApiTrade',
  'enableSpotAndMarginTrading',
  'enablePortfolioMarginTrading',
];

/** When trading ends for this key; undefined where it does not. */
export const lapseOf = (key: KeyRecord): number | undefined =>
  key.tradingLapsesAt === null ? undefined : Date.parse(key.tradingLapsesAt);

export function granted(key: KeyRecord, right: Right, nowMs: number): boolean {
  const lapsesAtMs = lapseOf(key);
  const lapsed = lapsesAtMs !== undefined && lapsesAtMs <= nowMs;
  return key.rights[right] === true && !(lapsed && tradingRights.includes(right));
}
