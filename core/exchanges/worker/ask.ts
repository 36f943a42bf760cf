import type { FieldName } from '../../contract/words';
import { rowOf } from '../catalogue/catalogue';
import { inspectorOf } from '../inspectors/inspectors';
import type { Inspector, ReportPart } from '../inspectors/inspector';
import { factsOf } from './answer-facts';
import type { FromWorker, Job } from './messages';
import { ccxtModules, isCcxtId } from './modules';
import { createTransport, type Receive, type Transport } from './transport';

type ExchangeClass = Awaited<ReturnType<(typeof ccxtModules)['binance']>>['default'];
type Exchange = InstanceType<ExchangeClass>;

/**
 * Asks an exchange what a credential may do: one signed request by a fresh ccxt instance, which is dropped afterwards. Never rejects
 * for what the exchange does. @throws for what is our own fault (an exchange that is not in the tables, ccxt that cannot be loaded)
 */
export async function ask(job: Job, signal: AbortSignal, receive?: Receive): Promise<FromWorker> {
  const { id, exchange: ccxtId } = job;
  const inspector = inspectorOf(ccxtId);
  const host = rowOf(ccxtId)?.host;
  if (!isCcxtId(ccxtId) || inspector === undefined || host === undefined) throw new RangeError('unknown exchange');

  // The destination is decided here and not by whoever sent the job: a real credential has the exchange's own host, whatever ccxt says.
  const transport = createTransport(job.practice ?? `https://${host}`, signal, receive);
  const { default: Exchange } = await ccxtModules[ccxtId]();
  const exchange = prepared(new (narrowed(Exchange, inspector))(options(job)), job, transport);
  const answered = await answerOf(exchange, inspector);
  if ('errorName' in answered) return { type: 'failure', id, facts: factsOf(transport.seen, answered.errorName) };
  const report = inspector.read(answered.answer);
  if (report === null) return { type: 'failure', id, facts: factsOf(transport.seen, null) };
  return { type: 'report', id, report: withoutSecrets(report, Object.values(job.fields)) };
}

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

function prepared(exchange: Exchange, { fields, practice }: Job, { fetch }: Transport): Exchange {
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

async function answerOf(exchange: Exchange, { call }: Inspector): Promise<{ answer: unknown } | { errorName: string }> {
  try {
    const method = (exchange as unknown as Record<string, () => Promise<unknown>>)[call];
    return { answer: await method?.call(exchange) };
  } catch (error) {
    // Only the name: the message has the address, and the address has the signature.
    return { errorName: error instanceof Error ? error.name : '' };
  }
}

/** An exchange that repeats a secret in a place where words stand must not get it into a report. */
function withoutSecrets(report: ReportPart, secrets: readonly string[]): ReportPart {
  const clean = (text: string) => !secrets.some((secret) => text.includes(secret));
  return {
    ...report,
    remarks: report.remarks.filter(clean),
    ip: { ...report.ip, list: report.ip.list?.filter(clean) ?? null },
  };
}
