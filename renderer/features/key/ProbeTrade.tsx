import { useState } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { tradeNotTried } from '../../../core/contract/probe-remarks';
import { startTest, useTestRun } from '../../lib/testRun';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';

const t = texts.key.probe;

type Probed = Pick<CredentialDetail, 'id' | 'label' | 'exchangeName' | 'report'>;

/** Where an exchange does not tell rights, the right to trade is tried only when a person says yes to what is sent. */
export function ProbeTrade({ detail: { id, label, exchangeName, report } }: { detail: Probed }) {
  const [asking, setAsking] = useState(false);
  const run = useTestRun();
  if (report?.remarks.includes(tradeNotTried) !== true) return null;
  const busy = run.state === 'running';
  return (
    <>
      <Notice
        title={t.title}
        actions={
          <Button small isPending={busy && run.items.has(id)} isDisabled={busy} onPress={() => setAsking(true)}>
            {t.action}
          </Button>
        }
      >
        {t.text(exchangeName)}
      </Notice>
      {asking && (
        <Dialog title={t.question(label)} onClose={() => setAsking(false)}>
          <p>{t.sends(exchangeName)}</p>
          <p>{t.moves}</p>
          <p>{t.shows(exchangeName)}</p>
          <DialogButtons>
            <Button autoFocus onPress={() => setAsking(false)}>
              {t.cancel}
            </Button>
            <Button
              kind="primary"
              onPress={() => {
                setAsking(false);
                void startTest([id], { probeTrade: true });
              }}
            >
              {t.confirm}
            </Button>
          </DialogButtons>
        </Dialog>
      )}
    </>
  );
}
