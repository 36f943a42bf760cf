import { fail, isFailure } from '../base/failure';
import { secondMs } from '../base/instants';
import type { Clock, ProcessLauncher } from '../base/ports';
import type { Diagnosis, DiagnosisCode } from '../contract/words';
import { parseRoute } from '../egress/route';
import { isPractice, rowOf, styleOf, exchangeOf } from './catalogue/catalogue';
import type { CatalogueRow } from './catalogue/rows';
import { diagnose, plainDiagnosis } from './diagnosis/diagnose';
import { inspectorOf } from './inspectors/inspectors';
import type { PracticeHome } from './practice';
import type { ExchangeTester, Looked, TestRequest } from './tester';
import { createWorkerHandle } from './worker-handle';
import type { FromWorker } from './worker/messages';

export interface ExchangeTesterParts {
  readonly launcher: ProcessLauncher;
  readonly clock: Clock;
  readonly practice: Pick<PracticeHome, 'provenAddress'>;
  /** How long one exchange may take. */
  readonly deadlineMs?: number;
  /** How long an unused worker is kept warm. */
  readonly idleMs?: number;
}

/** Asks exchanges through the worker, which is started by the first test and ends when it is idle. */
export function createExchangeTester(parts: ExchangeTesterParts): ExchangeTester {
  const { launcher, clock, practice, deadlineMs = 10 * secondMs, idleMs = 60 * secondMs } = parts;
  const worker = createWorkerHandle({ launcher, idleMs });

  async function look(
    { exchange, fields, egress = null, probeTrade = false }: TestRequest,
    signal: AbortSignal,
  ): Promise<Looked> {
    if (signal.aborted) throw fail('job.cancelled');
    const row = rowOf(exchange);
    const name = exchangeOf(exchange)?.name ?? exchange;
    // Also of an exchange that the catalogue lost: its keys are kept, and the test of the others goes on.
    if (row === undefined || inspectorOf(styleOf(exchange)) === undefined)
      return fails(plainDiagnosis('notInspected', name));

    const place = isPractice(exchange) ? await practiceAddress(practice) : null;
    if (place !== null && 'code' in place) return fails(plainDiagnosis(place.code, name));
    const answer = await worker.ask(
      {
        exchange: styleOf(exchange),
        practice: place?.address ?? null,
        fields,
        deadlineMs,
        ...(probeTrade ? { probeTrade } : {}),
        ...(egress !== null && { route: parseRoute(egress) }),
      },
      signal,
    );
    return lookedAt(answer, { name, row });
  }

  function lookedAt(answer: FromWorker | null, asked: { name: string; row: CatalogueRow }): Looked {
    const at = clock.now();
    switch (answer?.type) {
      case 'report':
        return { outcome: { outcome: 'works', at, report: { asked: at, ...answer.report } }, code: null, status: null };
      case 'failure':
        return fails(
          diagnose({ exchange: asked.row.id, name: asked.name, siblingNames: siblingNames(asked) }, answer.facts),
          answer.facts,
        );
      case 'cancelled':
        throw fail('job.cancelled');
      case 'broken':
      case undefined:
        return fails(plainDiagnosis('workerFailed', asked.name));
    }
  }

  function fails(diagnosis: Diagnosis, { code, status }: Pick<Looked, 'code' | 'status'> = unsaid): Looked {
    return { outcome: { outcome: 'fails', at: clock.now(), diagnosis }, code, status };
  }

  const test = async (request: TestRequest, signal: AbortSignal) => (await look(request, signal)).outcome;

  return { test, look, dispose: () => worker.dispose() };
}

const unsaid = { code: null, status: null };

/** A practice exchange has no other doors: its siblings are those of a real one. */
function siblingNames({ name, row }: { name: string; row: CatalogueRow }): string[] {
  return name === row.name ? row.siblings.flatMap((id) => exchangeOf(id)?.name ?? []) : [];
}

/** Where practice keys may go: an address that has proven itself just now, or why there is none. */
async function practiceAddress(
  practice: Pick<PracticeHome, 'provenAddress'>,
): Promise<{ address: string } | { code: DiagnosisCode }> {
  try {
    return { address: await practice.provenAddress() };
  } catch (error) {
    return { code: isFailure(error, 'practice.notOurs') ? 'notTheExchange' : 'practiceNotRunning' };
  }
}
