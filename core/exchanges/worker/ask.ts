import { rowOf } from '../catalogue/catalogue';
import { inspectorOf } from '../inspectors/inspectors';
import type { Inspector, ReportPart } from '../inspectors/inspector';
import { instanceFor, type Exchange } from './instance';
import { measuredFacts } from './measured-facts';
import type { FromWorker, Job } from './messages';
import { ccxtModules, isCcxtId } from './modules';
import { createTransport, type Receive } from './transport';

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
  const origin = job.practice ?? `https://${host}`;
  const transport = createTransport(origin, signal, receive);
  const factsOf = (errorName: string | null) =>
    measuredFacts({ ccxtId, origin, signal, receive }, transport.seen, errorName);
  const { default: Exchange } = await ccxtModules[ccxtId]();
  const exchange = instanceFor(Exchange, inspector, job, transport);
  const answered = await answerOf(exchange, inspector);
  if ('errorName' in answered) return { type: 'failure', id, facts: await factsOf(answered.errorName) };
  const report = inspector.read(answered.answer);
  if (report === null) return { type: 'failure', id, facts: await factsOf(null) };
  return { type: 'report', id, report: withoutSecrets(report, Object.values(job.fields)) };
}

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
