import type { FieldName } from '../../contract/words';
import type { Inspector } from '../inspectors/inspector';
import type { Job } from './messages';
import type { ccxtModules } from './modules';
import type { Transport } from './transport';

type ExchangeClass = Awaited<ReturnType<(typeof ccxtModules)['binance']>>['default'];
export type Exchange = InstanceType<ExchangeClass>;

/** ccxt's class with one call left of its hundreds: it can do nothing else with the credential, and is made in a third of the time. */
function narrowed(Exchange: ExchangeClass, { api }: Inspector): ExchangeClass {
  return class extends Exchange {
    override describe(): Record<string, unknown> {
      return { ...super.describe(), api };
    }
  };
}

function options({ deadlineMs }: Job): Record<string, unknown> {
  return {
    enableRateLimit: false,
    verbose: false,
    // Ours ends first, and covers also what ccxt's does not.
    timeout: deadlineMs + 5_000,
    userAgent: 'Keyhaven',
    enableLastHttpResponse: false,
    enableLastResponseHeaders: false,
    enableLastJsonResponse: false,
  };
}

/** Where the practice exchange's server has what ccxt calls by these names; the rest of the address ccxt adds itself. */
const practicePaths: Readonly<Record<string, string>> = { sapi: '/sapi/v1', rest: '' };

/** A ccxt instance for one job, that shows its credential to nobody and sends through `transport` alone. */
export function instanceFor(Exchange: ExchangeClass, inspector: Inspector, job: Job, { fetch }: Transport): Exchange {
  const { fields, practice } = job;
  const exchange = new (narrowed(Exchange, inspector))(options(job));
  exchange.fetchImplementation = fetch;
  // ccxt's defaults name classes that Node 16 does not have.
  exchange.AbortError = NeverThrown;
  exchange.FetchError = TypeError;
  // No proxy is ever used, so nothing is searched for in the module folders.
  exchange.proxiesModulesLoading = Promise.resolve();
  // It would keep the signed request, passphrase included, on the instance.
  exchange.setLastRequest = () => {};
  if (practice !== null) {
    for (const [name, path] of Object.entries(practicePaths)) exchange.urls.api[name] = practice + path;
  }
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

class NeverThrown extends Error {}
