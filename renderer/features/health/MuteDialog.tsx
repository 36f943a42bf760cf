import { useCallback, useState, type SubmitEvent } from 'react';
import { instantOf, dayMs } from '../../lib/time';
import type { HealthItem } from '../../../core/contract/health';
import { Mute } from '../../../core/contract/words';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';
import { Segments } from '../../ui/Segments';
import styles from './MuteDialog.module.css';

const t = texts.health.mute;

const lengths = ['7', '30', '90', '365'] as const;
type Length = (typeof lengths)[number];

/** A reason and a day are asked for, so that nothing is muted for good and without a thought. */
export function MuteDialog({ item, onClose }: { item: HealthItem; onClose: () => void }) {
  const { credential, label, finding } = item;
  const [reason, setReason] = useState('');
  const [length, setLength] = useState<Length>('30');
  const [checked, setChecked] = useState(false);
  const wrong = Mute.shape.reason.safeParse(reason).success ? undefined : t.reasonWrong;

  const mute = useAction(
    useCallback(
      async (why: string, days: number) => {
        const until = instantOf(Date.now() + days * dayMs);
        await valueOf(keyhaven.finding.mute({ credential, kind: finding.kind, reason: why, until }));
        await keysChanged();
        announce(t.done);
        onClose();
      },
      [credential, finding.kind, onClose],
    ),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (wrong === undefined) void mute.run(reason.trim(), Number(length));
  };

  return (
    <Dialog title={t.title(finding.title)} onClose={onClose}>
      <p>{t.text(label)}</p>
      <Form onSubmit={submit}>
        <Field
          label={t.reason}
          hint={t.reasonHint}
          value={reason}
          autoFocus
          onChange={setReason}
          error={checked ? wrong : undefined}
        />
        <div className={styles.until}>
          <span>{t.until}</span>
          <Segments
            label={t.until}
            choices={lengths.map((value) => ({ value, text: t.days[value] }))}
            value={length}
            onChange={setLength}
          />
        </div>
        {mute.failure !== null && <FailureNotice failure={mute.failure} />}
        <DialogButtons>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button type="submit" kind="primary" isPending={mute.pending}>
            {t.confirm}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
