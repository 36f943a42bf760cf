import { addKey, shown, type ShownKey } from './keys';
import { NewKey } from './newKey';
import type { Store } from './state';

/** The keys of the product's one button. `purpose` is in the product's words. To add one: a row here. */
const scenarios = [
  {
    scenario: 'healthy',
    purpose: 'spot bot',
    key: {
      style: 'binance',
      label: 'Grid bot',
      rights: { enableReading: true, enableSpotAndMarginTrading: true },
      ipList: ['203.0.113.7'],
    },
  },
  {
    scenario: 'canWithdraw',
    purpose: 'spot bot',
    key: {
      style: 'okx',
      label: 'Old desk key',
      rights: { read_only: true, trade: true, withdraw: true },
      ipList: ['203.0.113.7'],
    },
  },
  {
    scenario: 'noIpList',
    purpose: 'spot bot',
    key: { style: 'okx', label: 'Rebalancer', rights: { read_only: true, trade: true } },
  },
  {
    scenario: 'tradingLapses',
    purpose: 'spot bot',
    key: { style: 'binance', label: 'Weekend bot', rights: { enableReading: true, enableSpotAndMarginTrading: true } },
    tradingLapsesInMs: 5 * 24 * 60 * 60 * 1_000,
  },
] as const satisfies readonly Scenario[];

interface Scenario {
  scenario: string;
  purpose: string;
  key: object;
  tradingLapsesInMs?: number;
}

export type ScenarioKey = ShownKey & { scenario: string; label: string; purpose: string };

/** Makes the scenario keys that are not there, and shows all of them. Throws `practice.folderUnusable`. */
export function fill(store: Store, nowMs: number): ScenarioKey[] {
  const rows: readonly Scenario[] = scenarios;
  const absent = rows.filter(({ scenario }) => !store.state.keys.some((key) => key.scenario === scenario));
  if (absent.length > 0) {
    store.change((next) => {
      for (const row of absent) addKey(next, NewKey.parse({ ...row.key, ...lapse(row, nowMs) }), nowMs, row.scenario);
    });
  }
  return rows.flatMap(({ scenario, purpose }) =>
    store.state.keys
      .filter((key) => key.scenario === scenario)
      .map((key) => ({ scenario, purpose, label: key.label, ...shown(key) })),
  );
}

function lapse(row: Scenario, nowMs: number): object {
  return row.tradingLapsesInMs === undefined
    ? {}
    : { tradingLapsesAt: new Date(nowMs + row.tradingLapsesInMs).toISOString() };
}
