import { useCallback, useState, type SubmitEvent } from 'react';
import { acknowledgement } from '../../../core/contract/app';
import { keyhaven, valueOf } from '../../lib/bridge';
import { queries, queryClient } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';

const t = texts.add.risk;

/** Real keys on the evaluation runtime need the sentence typed; main checks it and logs it. */
export function RiskDialog({ onClose, onAllowed }: { onClose: () => void; onAllowed: () => void }) {
  const [typed, setTyped] = useState('');
  const [differs, setDiffers] = useState(false);
  const allow = useAction(
    useCallback(
      async (sentence: string) => {
        queryClient.setQueryData(
          queries.info.queryKey,
          await valueOf(keyhaven.app.acknowledgeRuntime({ typed: sentence })),
        );
        onAllowed();
      },
      [onAllowed],
    ),
  );

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // The dialog stands in a portal, but React would hand its submit on to the form that opened it.
    event.stopPropagation();
    setDiffers(typed !== acknowledgement);
    if (typed === acknowledgement) void allow.run(typed);
  };

  return (
    <Dialog careful title={t.title} onClose={onClose}>
      <p>{t.text}</p>
      <p>{t.advice}</p>
      <Form onSubmit={submit}>
        <Field
          label={t.label(acknowledgement)}
          value={typed}
          autoFocus
          onChange={(next) => {
            setTyped(next);
            setDiffers(false);
          }}
          error={differs ? t.differs : undefined}
        />
        {allow.failure !== null && <FailureNotice failure={allow.failure} />}
        <DialogButtons>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button type="submit" kind="danger" isPending={allow.pending}>
            {t.confirm}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
