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

/** Which of the three houses is shown: no vault yet, a locked one, or an open one. Locking unmounts all that showed keys. */
export function App() {
  const status = useQuery(queries.status);
  const info = useQuery(queries.info);
  const [settingUp, setSettingUp] = useState(false);
  const [start, setStart] = useState<Route>({ screen: 'keys' });

  const appearance = info.data?.appearance ?? 'system';
  useEffect(() => {
    document.documentElement.dataset['appearance'] = appearance;
  }, [appearance]);

  useEffect(
    () =>
      keyhaven.onLocked(() => {
        setSettingUp(false);
        forgetLocked();
      }),
    [],
  );

  if (status.data === undefined) {
    return status.error === null ? (
      <Gate busy={texts.app.starting} />
    ) : (
      <Gate title={texts.app.cannotStart.title}>
        <FailureNotice failure={failureOf(status.error)} />
        <Button kind="primary" isPending={status.isFetching} onPress={() => void status.refetch()}>
          {texts.app.cannotStart.again}
        </Button>
      </Gate>
    );
  }

  if (status.data.state === 'none' || (settingUp && status.data.state === 'open')) {
    return (
      <ErrorBoundary>
        <FirstRun
          onCreated={() => setSettingUp(true)}
          onDone={(next) => {
            setStart(next);
            setSettingUp(false);
            void status.refetch();
          }}
        />
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
  announce(texts.app.locked);
  void forgetEverything();
}
