import { rowOf } from '../catalogue/catalogue';
import type { Inspector, ReportPart } from '../inspectors/inspector';
import { inspectorOf } from '../inspectors/inspectors';
import { isCcxtCall } from './ccxt-calls';
import { instanceFor, type Exchange } from './instance';
import { createLine, Refused, type Line } from './line';
import { measuredFacts } from './measured-facts';
import type { FromWorker, Job } from './messages';
import { ccxtModules, isCcxtId } from './modules';
import { clockOffSeen } from './seen-clock';
import { createTransport, receiveThrough, type Receive } from './transport';

/**
 * Asks an exchange what a credential may do, by the calls of its inspector and a fresh ccxt instance, which is dropped afterwards. Never
 * rejects for what the exchange does. @throws for what is our own fault (an exchange that is not in the tables, ccxt that cannot be loaded)
 */
export async function ask(job: Job, signal: AbortSignal, receive?: Receive): Promise<FromWorker> {
  const { id, exchange: ccxtId } = job;
  const inspector = inspectorOf(ccxtId);
  const host = inspector?.hosts[ccxtId];
  if (inspector === undefined || host === undefined || !isHostOf(ccxtId, host))
    throw new RangeError('unknown exchange');

  // The destination is decided here and not by whoever sent the job: a real credential has the exchange's own host, whatever ccxt says.
  const origin = job.practice ?? `https://${host}`;
  const through = job.route === undefined ? receive : receiveThrough(job.route);
  const transport = () => createTransport(origin, signal, through);
  const line = createLine({
    job,
    inspector,
    exchange: await ccxtFor(inspector, job),
    origin,
    transport,
  });
  const report = await answered(inspector, line);
  const last = line.last();
  if (report !== null) {
    const { how } = inspector;
    const { evidence } = line;
    const clockOffMs = last === null ? null : clockOffSeen(last.seen, last.askedMs);
    return {
      type: 'report',
      id,
      report: {
        how,
        ...withoutSecrets(report, Object.values(job.fields)),
        ...(clockOffMs !== null && { clockOffMs }),
        evidence: [...evidence],
      },
    };
  }
  // Where nothing was asked, nothing was seen: the fields could not be used.
  const { seen, errorName } = last ?? { seen: transport().seen, errorName: null };
  const where = { ccxtId, origin, practice: job.practice !== null, signal, receive: through };
  const facts = await measuredFacts(where, seen, errorName);
  return { type: 'failure', id, facts };
}

/** A host that the catalogue does not have for an exchange gets no key of it. */
function isHostOf(ccxtId: string, host: string): boolean {
  return rowOf(ccxtId)?.hosts.includes(host) === true;
}

async function ccxtFor(inspector: Inspector, job: Job): Promise<Exchange | null> {
  if (!Object.values(inspector.calls).some(isCcxtCall)) return null;
  if (!isCcxtId(job.exchange)) throw new RangeError('unknown exchange');
  const { default: Exchange } = await ccxtModules[job.exchange]();
  return instanceFor(Exchange, inspector, job);
}

/** Null where the exchange refused, or answered in a shape that is not its own. */
async function answered(inspector: Inspector, { asking }: Line): Promise<ReportPart | null> {
  try {
    return await inspector.ask(asking);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** An exchange that repeats a secret in a place where words stand must not get it into a report. */
function withoutSecrets(report: ReportPart, secrets: readonly string[]): ReportPart {
  const clean = (text: string) => !secrets.some((secret) => text.includes(secret));
  const { accountId, ...rest } = report;
  const { state, list } = report.ip;
  return {
    ...rest,
    ...(accountId !== undefined && clean(accountId) && { accountId }),
    remarks: report.remarks.filter(clean),
    // A list with a gap would look like the whole.
    ip: { state, list: list?.every(clean) === true ? list : null },
  };
}
