import { daysBetween } from '../base/instants';
import { rulesWithoutIpList } from './key-rules';
import type { FindingRow } from './row';
import { inDays } from './words';

const soonDays = 14;
const veryLateDays = 3;

export const noIpList: FindingRow = {
  kind: 'noIpList',
  look({ report, granted, exchange, exchangeName }) {
    if (report?.ip.state !== 'open') return null;
    // The day that the key itself tells beats what is known of its kind in general.
    const rules = rulesWithoutIpList(exchange, granted).filter(
      ({ kind }) => kind !== 'permission' || report.tradingLapses === null,
    );
    const consequence =
      rules.length === 0
        ? ''
        : ` Without a list, ${rules.map(({ rule, source }) => `${rule} (${source})`).join('; ')}.`;
    return {
      severity: 'high',
      title: 'This key works from any address',
      reason: `It has no IP list, so a stolen copy can be used from anywhere.${consequence}`,
      next: `Edit the key at ${exchangeName}, restrict it to the addresses that your tools connect from, save, and test again here.`,
      rights: [],
    };
  },
};

export const expiresSoon: FindingRow = {
  kind: 'expiresSoon',
  look({ report, exchangeName }, now) {
    if (report === null || report.expires === 'never' || report.expires === 'unknown') return null;
    const days = daysBetween(now, report.expires);
    if (days > soonDays) return null;
    return {
      severity: days > veryLateDays ? 'high' : 'critical',
      title: days <= 0 ? 'This key has expired' : `This key expires ${inDays(days)}`,
      reason: `${exchangeName} ends it on ${report.expires.slice(0, 10)} (UTC); from then on everything that uses it is refused.`,
      next: `Make a new key at ${exchangeName} with the same rights and an IP list, add it here, and give it to your tools.`,
      rights: [],
    };
  },
};

export const tradingLapsesSoon: FindingRow = {
  kind: 'tradingLapsesSoon',
  look({ report, needs, exchangeName }, now) {
    const lapses = report?.tradingLapses ?? null;
    if (lapses === null) return null;
    // Whoever does not trade loses nothing when the right lapses.
    if (needs.spotTrade === 'tooBroad' && needs.marginTrade === 'tooBroad') return null;
    const days = daysBetween(now, lapses);
    if (days > soonDays) return null;
    return {
      severity: 'high',
      title:
        days <= 0 ? 'The right to trade has lapsed' : `The right to trade lapses ${inDays(days)}; the key itself stays`,
      reason: `${exchangeName} switches trading off on ${lapses.slice(0, 10)} (UTC). The key goes on reading, so a bot seems to run while its orders are refused.`,
      next: `Put an IP list on the key at ${exchangeName}, which keeps the right alive, or switch trading on again there; then test again here.`,
      rights: [],
    };
  },
};
