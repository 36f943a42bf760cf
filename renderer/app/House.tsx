import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
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
        forgetLocked();
      }),
    [],
  );

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
      <ErrorBoundary>
        <FirstRun onCreated={() => setSettingUp(true)} onDone={done} />
      </ErrorBoundary>
    );
  }
  if (status.data.state === 'locked') {
    return (
      <ErrorBoundary>
        <LockScreen status={status.data} onOpened={() => setStart({ screen: 'keys' })} />
      </ErrorBoundary>
    );
  }
  return <Shell start={start} status={status.data} />;
}

function forgetLocked(): void {
  forgetCopy();
  forgetTest();
  forgetToasts();
  announce(t.locked);
  void forgetEverything();
}
