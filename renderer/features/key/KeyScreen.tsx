import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useGo } from '../../app/route';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { startTest, useTestRun } from '../../lib/testRun';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Busy, Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { KeyBody } from './KeyBody';
import { EditDialog } from './EditDialog';
import { KeyTitle } from './KeyTitle';
import styles from './KeyScreen.module.css';
import { RotateButton } from './RotateButton';

const t = texts.key;

export function KeyScreen({ id, justAdded }: { id: string; justAdded: boolean }) {
  const go = useGo();
  const key = useQuery(queries.key(id));
  const run = useTestRun();
  const openPage = useAction(
    useCallback(async () => {
      await valueOf(keyhaven.link.open({ credential: id }));
    }, [id]),
  );
  const [editing, setEditing] = useState(false);
  const testing = run.state === 'running' && run.items.has(id);

  const back = (
    <div>
      <Button kind="quiet" small icon="back" onPress={() => go({ screen: 'keys' })}>
        {t.back}
      </Button>
    </div>
  );
  if (key.data === undefined) {
    return (
      <Page before={back} title={key.error === null ? ' ' : t.gone}>
        {key.error === null ? (
          <div className={styles.loading}>
            <Busy />
          </div>
        ) : (
          <FailureNotice failure={failureOf(key.error)} />
        )}
      </Page>
    );
  }
  return (
    <Page
      before={back}
      title={<KeyTitle detail={key.data} />}
      actions={
        <>
          {key.data.keyPage !== null && (
            <Button icon="open" isPending={openPage.pending} onPress={() => void openPage.run()}>
              {t.openPage(key.data.exchangeName)}
            </Button>
          )}
          <RotateButton id={id} />
          <Button icon="edit" onPress={() => setEditing(true)}>
            {t.edit.action}
          </Button>
          <Button
            kind="primary"
            icon="test"
            isPending={testing}
            isDisabled={run.state === 'running' && !testing}
            onPress={() => void startTest([id])}
          >
            {testing ? t.testing : t.test}
          </Button>
        </>
      }
    >
      {openPage.failure !== null && <FailureNotice failure={openPage.failure} />}
      <KeyBody detail={key.data} testing={testing} justAdded={justAdded} />
      {editing && <EditDialog detail={key.data} onClose={() => setEditing(false)} />}
    </Page>
  );
}
