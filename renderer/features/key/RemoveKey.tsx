import { useCallback, useState } from 'react';
import { useGo } from '../../app/route';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged } from '../../lib/queries';
import { restoreKey } from '../../lib/restore';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { FailureNotice } from '../../ui/Notice';
import { Section } from '../../ui/Page';
import { sayFailure, sayUndoable } from '../../ui/Toasts';
import styles from './KeyScreen.module.css';

const t = texts.key.remove;

/** The last thing on the screen, behind a question: hard to press, and undone for a day. */
export function RemoveKey({ detail }: { detail: CredentialDetail }) {
  const go = useGo();
  const { id, label } = detail;
  const [asking, setAsking] = useState(false);
  const remove = useAction(
    useCallback(async () => {
      await valueOf(keyhaven.credential.remove({ id }));
      // This screen goes first: it would ask for a key that is not in the list any more.
      go({ screen: 'keys' });
      sayUndoable(t.removed(label), t.removedText, {
        label: t.undo,
        run: () => void restoreKey(id, t.restored(label)).catch((error: unknown) => sayFailure(failureOf(error))),
      });
      await keysChanged();
    }, [id, label, go]),
  );

  return (
    <div className={styles.remove}>
      <Section title={t.title}>
        <p>{t.text}</p>
      </Section>
      <Button kind="danger" onPress={() => setAsking(true)}>
        {t.action}
      </Button>
      {asking && (
        <Dialog careful title={t.question(label)} onClose={() => setAsking(false)}>
          <p>{t.bin}</p>
          <p>{detail.practice ? t.practice : t.exchange(detail.exchangeName)}</p>
          {remove.failure !== null && <FailureNotice failure={remove.failure} />}
          <DialogButtons>
            <Button autoFocus onPress={() => setAsking(false)}>
              {t.cancel}
            </Button>
            <Button kind="danger" isPending={remove.pending} onPress={() => void remove.run()}>
              {t.confirm}
            </Button>
          </DialogButtons>
        </Dialog>
      )}
    </div>
  );
}
