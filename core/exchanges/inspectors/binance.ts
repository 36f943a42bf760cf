import { z } from 'zod';
import { flag, number } from './answers';
import { inspector } from './inspector';
import { allOf, anyOf, granted, instantOrNull, reportPart } from './report';

const known = {
  ipRestrict: flag,
  createTime: number,
  tradingAuthorityExpirationTime: number,
  enableReading: flag,
  enableWithdrawals: flag,
  enableInternalTransfer: flag,
  permitsUniversalTransfer: flag,
  enableUniversalTransfer: flag,
  enableMargin: flag,
  enableFutures: flag,
  enableVanillaOptions: flag,
  enableSpotAndMarginTrading: flag,
  enablePortfolioMarginTrading: flag,
  enableFixApiTrade: flag,
  enableFixReadOnly: flag,
};

/**
 * Binance "Get API Key Permission". Source: developers.binance.com, wallet, account/api-key-permission, in copies read 2026-11; the
 * optional `tradingAuthorityExpirationTime` from older copies of the same page, `enableUniversalTransfer` from one live capture (confidence
 * low). Rights exact. The IP list itself, the last use and an end of the key are not told.
 */
export const binance = inspector({
  hosts: { binance: 'api.binance.com', binanceusdm: 'api.binance.com', binancecoinm: 'api.binance.com' },
  call: {
    method: 'GET',
    path: '/sapi/v1/account/apiRestrictions',
    ccxt: ['sapi', 'get', 'account/apiRestrictions'],
  },
  answer: z
    .looseObject(known)
    .refine((answer) => answer.enableReading !== undefined || answer.ipRestrict !== undefined),
  read: (answer) => {
    const spotAndMargin = granted(answer.enableSpotAndMarginTrading);
    const portfolioMargin = granted(answer.enablePortfolioMarginTrading);
    return reportPart({
      rights: {
        read: granted(answer.enableReading),
        // Trading over FIX is a right of its own.
        spotTrade: anyOf(spotAndMargin, granted(answer.enableFixApiTrade)),
        marginTrade: anyOf(allOf(spotAndMargin, granted(answer.enableMargin)), portfolioMargin),
        futuresTrade: anyOf(granted(answer.enableFutures), portfolioMargin),
        optionsTrade: granted(answer.enableVanillaOptions),
        transfer: anyOf(
          granted(answer.enableInternalTransfer),
          // Both names were seen side by side: either of them grants it.
          answer.enableUniversalTransfer === true
            ? 'yes'
            : granted(answer.permitsUniversalTransfer ?? answer.enableUniversalTransfer),
        ),
        // Loans come with the margin right; whether the portfolio margin right includes them is not said.
        borrow: anyOf(granted(answer.enableMargin), portfolioMargin === 'no' ? 'no' : 'unknown'),
        // "Internal transfer" is between master and sub-account; without it nothing is said of other ways.
        subAccount: answer.enableInternalTransfer === true ? 'yes' : 'unknown',
        withdraw: granted(answer.enableWithdrawals),
      },
      ip: {
        state: answer.ipRestrict === undefined ? 'unknown' : answer.ipRestrict ? 'restricted' : 'open',
        list: null,
      },
      created: instantOrNull(answer.createTime),
      tradingLapses: instantOrNull(answer.tradingAuthorityExpirationTime),
      words: { said: grantedFlags(answer), known: Object.keys(known) },
    });
  },
});

/** Rights that are on, by their names. */
function grantedFlags(answer: Record<string, unknown>): string[] {
  return Object.entries(answer)
    .filter(([name, value]) => value === true && /^(enable|permits)[A-Z]/.test(name))
    .map(([name]) => name);
}
