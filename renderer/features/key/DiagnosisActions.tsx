import { useCallback } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import type { DiagnosisAction } from '../../../core/contract/words';
import { keyhaven, valueOf } from '../../lib/bridge';
import { startTest, startTry, useTestRun } from '../../lib/testRun';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import styles from './Diagnosis.module.css';

const t = texts.key.diagnosis;

/** What helps against a failed test with one press; and what came of trying the key elsewhere. */
export function DiagnosisActions({ id, actions }: Pick<CredentialDetail, 'id' | 'actions'>) {
  const run = useTestRun();
  const openPage = useAction(
    useCallback(async () => {
      await valueOf(keyhaven.link.open({ credential: id }));
    }, [id]),
  );
  if (actions.length === 0) return null;
  const trying = run.trying?.id === id ? run.trying : null;
  const busy = run.state === 'running';
  const tried = actions.find((one) => one.action === 'tryAs' && one.exchange === trying?.exchange);

  const press = (action: DiagnosisAction) => {
    if (action.action === 'tryAs') void startTry(id, action.exchange);
    else if (action.action === 'testAgain') void startTest([id]);
    else void openPage.run();
  };
  const isPending = (action: DiagnosisAction) => {
    if (action.action === 'openKeyPage') return openPage.pending;
    if (!busy || !run.items.has(id)) return false;
    return action.action === 'tryAs' ? trying?.exchange === action.exchange : trying === null;
  };

  return (
    <>
      <div className={styles.actions}>
        {actions.map((action) => (
          <Button
            key={action.action === 'tryAs' ? action.exchange : action.action}
            small
            isPending={isPending(action)}
            isDisabled={busy && action.action !== 'openKeyPage' && !isPending(action)}
            onPress={() => press(action)}
          >
            {action.action === 'tryAs' ? t.tryAs(action.name) : t[action.action]}
          </Button>
        ))}
      </div>
      {!busy && tried?.action === 'tryAs' && trying?.diagnosis && (
        <p role="status">{t.triedInVain(tried.name, trying.diagnosis.text)}</p>
      )}
      {trying !== null && run.state === 'failed' && run.failure !== null && <FailureNotice failure={run.failure} />}
      {openPage.failure !== null && <FailureNotice failure={openPage.failure} />}
    </>
  );
}
