import { announce } from '../lib/announce';
import { count } from '../lib/plural';
import type { TestRun } from '../lib/testRun';
import { texts } from '../texts';
import { say, sayFailure } from '../ui/Toasts';

const t = texts.app.testEnd;

/** A test of one key is told on its own screen; of several, wherever the person is by now. */
export function tellTestEnd(run: TestRun): void {
  if (run.state === 'failed' && run.failure !== null) {
    sayFailure(run.failure);
    return;
  }
  if (run.state === 'cancelled') {
    say(t.cancelled, t.kept);
    announce(t.cancelled);
    return;
  }
  const { works, fails } = run.summary ?? { works: 0, fails: 0 };
  const told = fails === 0 ? t.works(count(works, 'key')) : t.mixed(works, fails);
  announce(told);
  if (run.total > 1) say(told, fails === 0 ? undefined : t.see);
}
