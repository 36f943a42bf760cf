import { ProgressBar } from 'react-aria-components';
import { number } from '../../lib/plural';
import { cancelTest, startTest, type TestRun } from '../../lib/testRun';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { RotateChosen } from './RotateChosen';
import styles from './TestBar.module.css';

const t = texts.keys;

/** Floats over the end of the list, so that nothing moves when it comes and goes. */
export function TestBar({
  chosen,
  run,
  onRelease,
}: {
  chosen: readonly string[];
  run: TestRun;
  onRelease: () => void;
}) {
  if (run.state === 'running') {
    const told = t.running(number(run.finished), number(run.total));
    return (
      <div className={styles.bar}>
        <ProgressBar
          className={styles.progress ?? ''}
          aria-label={told}
          value={run.finished}
          maxValue={run.total}
          valueLabel={told}
        >
          {({ percentage }) => (
            <>
              <span className={styles.told} data-figures>
                {told}
                {run.fails > 0 && <span className={styles.fails}>{t.runningFails(number(run.fails))}</span>}
              </span>
              <span className={styles.track}>
                <span className={styles.done} style={{ width: `${percentage ?? 0}%` }} />
              </span>
            </>
          )}
        </ProgressBar>
        <Button small onPress={() => void cancelTest()}>
          {t.cancel}
        </Button>
      </div>
    );
  }
  if (chosen.length === 0) return null;
  return (
    <div className={styles.bar}>
      <span className={styles.told}>{t.chosen(number(chosen.length))}</span>
      <Button small icon="test" kind="primary" onPress={() => void startTest(chosen)}>
        {t.testChosen}
      </Button>
      <RotateChosen chosen={chosen} />
      <Button small onPress={onRelease}>
        {t.release}
      </Button>
    </div>
  );
}
