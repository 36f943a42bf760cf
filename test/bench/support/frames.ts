import type { Page } from 'playwright-core';

/** What the browser says of the frames of one act, by its own trace. */
export interface Frames {
  /** Frames that were due while something moved and did not come, as Chromium itself counts them. */
  readonly dropped: number;
  /** Tasks of the page's thread that were longer than a frame, each of which holds back what it should draw. */
  readonly longTasks: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** In µs. */
  readonly dur?: number;
  readonly args: {
    readonly name?: string;
    readonly frame_reporter?: { readonly state: string; readonly affects_smoothness: boolean };
  };
}

const frameUs = 1_000_000 / 60;
const categories = ['disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];

/** Does `act` in the page and counts its frames. @throws where the trace holds no frame at all: then it says nothing */
export async function framesOf(page: Page, act: () => Promise<void>): Promise<Frames> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser to trace');
  await browser.startTracing(page, { categories });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  const frames = traceEvents.flatMap(({ args }) => args.frame_reporter ?? []);
  if (!frames.some(({ state }) => state.startsWith('STATE_PRESENTED'))) throw new Error('no frame was traced');
  const threads = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`);
  return {
    dropped: frames.filter(({ state, affects_smoothness: felt }) => state === 'STATE_DROPPED' && felt).length,
    longTasks: traceEvents.filter(
      ({ name, pid, tid, dur = 0 }) => name === 'RunTask' && dur > frameUs && threads.includes(`${pid} ${tid}`),
    ).length,
  };
}
