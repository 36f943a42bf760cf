import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { EvaluationBar } from '../../app/EvaluationBar';
import { ErrorBoundary } from '../../app/ErrorBoundary';
import { useAppearance } from '../../app/useAppearance';
import { announce } from '../../lib/announce';
import { failureOf, keyhaven } from '../../lib/bridge';
import { forgetEverything, queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Busy } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { CopyKey } from './CopyKey';
import { Message } from './Message';
import styles from './Quick.module.css';
import { QuickUnlock } from './QuickUnlock';

const t = texts.quick;

/** The small window of quick copy: one key, one field, gone again. */
export function Quick() {
  const info = useAppearance();
  useEffect(
    () =>
      keyhaven.onLocked(() => {
        announce(texts.app.locked);
        void forgetEverything();
      }),
    [],
  );
  return (
    <div className={styles.window}>
      {info?.runtime === 'evaluation' && <EvaluationBar />}
      <main className={styles.main}>
        <h1 className={styles.name}>{t.title}</h1>
        <ErrorBoundary>
          <Body />
        </ErrorBoundary>
      </main>
    </div>
  );
}

function Body() {
  const { data: status, error } = useQuery(queries.status);
  if (status === undefined) {
    if (error === null) return <Message icon="keys" title={<Busy label={texts.app.starting} />} />;
    return (
      <Message icon="danger" title={t.cannot}>
        <FailureNotice failure={failureOf(error)} />
      </Message>
    );
  }
  if (status.state === 'none') {
    return (
      <Message icon="lock" title={t.none}>
        {t.noneText}
      </Message>
    );
  }
  if (status.state === 'locked') return <QuickUnlock status={status} />;
  return <CopyKey />;
}
