import type { ApiUrls, CcxtRow } from '../../core/exchanges/catalogue/ccxt-row';
import type { FieldName } from '../../core/contract/words';
import type { Ccxt, CcxtExchange } from './ccxt';

/** What the catalogue keeps of ccxt. Ids, sections and fields stand in ccxt's own order, so that a new version makes a small difference. */
export function rowsOf({ exchanges }: Ccxt): Record<string, CcxtRow> {
  return Object.fromEntries([...exchanges].map(([id, exchange]) => [id, rowOf(exchange)]));
}

function rowOf(exchange: CcxtExchange): CcxtRow {
  const { urls, requiredCredentials } = exchange;
  const required = Object.entries(requiredCredentials).filter(([, needed]) => needed);
  const [docs] = [urls.doc].flat();
  return {
    name: exchange.name,
    // A name that Keyhaven has no word for fails at the type of the written file.
    requires: required.map(([name]) => name as FieldName),
    docs: typeof docs === 'string' ? docs : null,
    api: filled(urls.api, exchange),
  };
}

/** `{hostname}` is one for all, but for exchanges that name a host of its own for a section (HTX's contracts). */
function filled(urls: unknown, { hostname, urls: { hostnames } }: CcxtExchange): ApiUrls {
  const hosts = Object(hostnames) as Record<string, unknown>;
  const fill = (value: unknown, host: string): string | ApiUrls =>
    typeof value === 'string'
      ? value.replace('{hostname}', host)
      : Object.fromEntries(Object.entries(Object(value) as object).map(([name, inner]) => [name, fill(inner, host)]));
  return Object.fromEntries(
    Object.entries(Object(urls) as object).map(([section, value]) => {
      const own = Object.hasOwn(hosts, section) ? hosts[section] : undefined;
      return [section, fill(value, typeof own === 'string' ? own : (hostname ?? ''))];
    }),
  );
}
