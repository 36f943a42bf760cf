import { useCallback, useState, type SubmitEvent } from 'react';
import { instantOf, dayMs } from '../lib/time';
import { Mute, type Finding } from '../../core/contract/words';
import { announce } from '../lib/announce';
import { keyhaven, valueOf } from '../lib/bridge';
import { keysChanged } from '../lib/queries';
import { useAction } from '../lib/useAction';
import { texts } from '../texts';
import { Button } from './Button';
import { Dialog, DialogButtons } from './Dialog';
import { Field } from './Field';
import { Form } from './Form';
import { FailureNotice } from './Notice';
import { Segments } from './Segments';
import styles from './MuteDialog.module.css';

const t = texts.health.mute;

const lengths = ['7', '30', '90', '365'] as const;
type Length = (typeof lengths)[number];

/** A finding, and the key at which it is to be told no more. */
export interface Mutable {
  readonly credential: string;
  readonly label: string;
  readonly finding: Finding;
}

/** A reason and a day are asked for, so that nothing is muted for good and without a thought. */
export function MuteDialog({ item, onClose }: { item: Mutable; onClose: () => void }) {
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
