import { known as binanceRows } from '../../core/broker/adapters/binance/endpoints';
import { endpoints as okxRows } from '../../core/broker/adapters/okx/endpoints/table';
import { familyOf, meaningOf } from '../../core/exchanges/diagnosis/families';
import { inspectorOf } from '../../core/exchanges/inspectors/inspectors';
import { implicitName, isCcxtCall } from '../../core/exchanges/worker/ccxt-calls';

/** What Keyhaven's own tables rely on in ccxt; the upgrade check compares nothing else. */
export interface Ours {
  /** The implicit methods that are called when a key of this exchange is tested. */
  readonly callsOf: (id: string) => readonly string[];
  /** Whether the diagnosis knows what this code of the exchange means. */
  readonly hasMeaning: (id: string, code: string) => boolean;
  readonly brokers: readonly Broker[];
}

/** An exchange that the broker serves: its class table has a row for every endpoint that ccxt knows, under this name. */
export interface Broker {
  readonly exchanges: readonly string[];
  readonly rows: readonly string[];
  /** `GET /api/v3/account`, from ccxt's path and the address of its section. */
  readonly nameOf: (method: string, path: string, sectionUrl: string | undefined) => string;
}

export const ours: Ours = {
  callsOf: (id) =>
    Object.values(inspectorOf(id)?.calls ?? {})
      .filter(isCcxtCall)
      .map(implicitName),
  hasMeaning: (id, code) => meaningOf(familyOf(id), code) !== undefined,
  brokers: [
    {
      exchanges: ['binance', 'binanceusdm', 'binancecoinm'],
      rows: Object.keys(binanceRows),
      nameOf: (method, path, sectionUrl) =>
        `${method} ${new URL(`${sectionUrl ?? 'https://nowhere'}/${path}`).pathname}`,
    },
    {
      exchanges: ['okx', 'myokx', 'okxus'],
      rows: [...okxRows.keys()],
      nameOf: (method, path) => `${method} /api/v5/${path}`,
    },
  ],
};
