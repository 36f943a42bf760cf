import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Approvals } from '../features/approval/Approvals';
import { FirstRun } from '../features/first-run/FirstRun';
import { LockScreen } from '../features/lock/LockScreen';
import { announce } from '../lib/announce';
import { failureOf, keyhaven } from '../lib/bridge';
import { forgetCopy } from '../lib/copy';
import { forgetEverything, queries } from '../lib/queries';
import { forgetTest } from '../lib/testRun';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Gate } from '../ui/Gate';
import { FailureNotice } from '../ui/Notice';
import { forgetToasts } from '../ui/Toasts';
import { ErrorBoundary } from './ErrorBoundary';
import { GoesOnBar } from './GoesOnBar';
import styles from './House.module.css';
import type { Route } from './route';
import { Shell } from './Shell';

const t = texts.app;

/** No vault yet, a locked one, or an open one. Locking takes everything down that showed a key. */
export function House() {
  const status = useQuery(queries.status);
  const [settingUp, setSettingUp] = useState(false);
  const [start, setStart] = useState<Route>({ screen: 'keys' });

  useEffect(
    () =>
      keyhaven.onLocked(() => {
        setSettingUp(false);
        setStart({ screen: 'keys' });
        forgetLocked();
      }),
    [],
  );

  // It may have been opened from a terminal while the person looked elsewhere.
  const state = status.data?.state;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'locked' && state === 'open') announce(t.opened);
    before.current = state;
  }, [state]);

  if (status.data === undefined) {
    if (status.error === null) return <Gate busy={t.starting} />;
    return (
      <Gate title={t.cannotStart.title}>
        <FailureNotice failure={failureOf(status.error)} />
        <Button kind="primary" isPending={status.isFetching} onPress={() => void status.refetch()}>
          {t.cannotStart.again}
        </Button>
      </Gate>
    );
  }
  // The vault opens while it is being set up, and is closed again where its log cannot be written; its recovery code still
  // has to be shown. A lock that a person asked for ends the setting up.
  if (status.data.state === 'none' || settingUp) {
    const done = (next: Route) => {
      setStart(next);
      setSettingUp(false);
      void status.refetch();
    };
    return (
      <>
        <ErrorBoundary>
          <FirstRun onCreated={() => setSettingUp(true)} onDone={done} />
        </ErrorBoundary>
        {status.data.state === 'open' && <Approvals />}
      </>
    );
  }
  if (status.data.state === 'locked') {
    return (
      <div className={styles.locked}>
        {status.data.goesOn && <GoesOnBar />}
        <ErrorBoundary>
          <LockScreen status={status.data} onOpened={() => setStart({ screen: 'keys' })} />
        </ErrorBoundary>
      </div>
    );
  }
  return (
    <>
      <Shell start={start} status={status.data} />
      <Approvals />
    </>
  );
}

function forgetLocked(): void {
  forgetCopy();
  forgetTest();
  forgetToasts();
  announce(t.locked);
  void forgetEverything();
}
