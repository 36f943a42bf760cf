import type { FieldName } from '../../contract/words';
import type { Inspector } from '../inspectors/inspector';
import { apiOf } from './ccxt-calls';
import type { Job } from './messages';
import type { ccxtModules } from './modules';

type ExchangeClass = Awaited<ReturnType<(typeof ccxtModules)['binance']>>['default'];
export type Exchange = InstanceType<ExchangeClass>;

/** ccxt's class with the inspector's calls left of its hundreds: it can do nothing else with the credential, and is made in a third of the time. */
function narrowed(Exchange: ExchangeClass, inspector: Inspector): ExchangeClass {
  return class extends Exchange {
    override describe(): Record<string, unknown> {
      return { ...super.describe(), api: apiOf(inspector) };
    }
  };
}

function options({ deadlineMs }: Job, { options = {} }: Inspector): Record<string, unknown> {
  return {
    enableRateLimit: false,
    verbose: false,
    // Ours ends first, and covers also what ccxt's does not.
    timeout: deadlineMs + 5_000,
    userAgent: 'Keyhaven',
    enableLastHttpResponse: false,
    enableLastResponseHeaders: false,
    enableLastJsonResponse: false,
    options,
  };
}

/** A ccxt instance for one job, that shows its credential to nobody. How it sends is given to it with each call. */
export function instanceFor(Exchange: ExchangeClass, inspector: Inspector, job: Job): Exchange {
  const { fields, practice } = job;
  const exchange = new (narrowed(Exchange, inspector))(options(job, inspector));
  // ccxt's defaults name classes that Node 16 does not have.
  exchange.AbortError = NeverThrown;
  exchange.FetchError = TypeError;
  // No proxy is ever used, so nothing is searched for in the module folders.
  exchange.proxiesModulesLoading = Promise.resolve();
  // It would keep the signed request, passphrase included, on the instance.
  exchange.setLastRequest = () => {};
  if (practice !== null) exchange.urls.api = atPractice(exchange.urls.api, practice);
  for (const name of Object.keys(fields) as FieldName[]) {
    // Not enumerable: printing or serializing the instance shows nothing.
    Object.defineProperty(exchange, name, {
      value: fields[name],
      enumerable: false,
      writable: true,
      configurable: true,
    });
  }
  return exchange;
}

/** ccxt's addresses with every exchange's host replaced by the practice exchange; paths stay, also in groups of groups. */
function atPractice<T>(addresses: T, practice: string): T;
function atPractice(addresses: unknown, practice: string): unknown {
  if (typeof addresses === 'string') return addresses.replace(/^https:\/\/[^/]+/, practice);
  if (typeof addresses !== 'object' || addresses === null) return addresses;
  return Object.fromEntries(
    Object.entries(addresses).map(([name, inner]: [string, unknown]) => [name, atPractice(inner, practice)]),
  );
}

class NeverThrown extends Error {}
