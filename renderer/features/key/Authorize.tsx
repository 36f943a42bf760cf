import { useQuery } from '@tanstack/react-query';
import { useCallback, type SubmitEvent } from 'react';
import { keyhaven, valueOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { usePassphrase } from '../../lib/usePassphrase';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { Form } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';
import { SecretField } from '../../ui/SecretField';

const t = texts.key.authorize;

interface Props {
  label: string;
  onCancel: () => void;
  onGiven: () => Promise<void>;
}

/** Fresh authorization for showing a field: the passphrase where the vault has one, else a dialog of the main process. */
export function Authorize({ label, onCancel, onGiven }: Props) {
  const method = useQuery(queries.method);
  const passphrase = usePassphrase(t.empty);
  const give = useAction(
    useCallback(
      async (given: { passphrase?: string }) => {
        await valueOf(keyhaven.authorization.give({ kind: 'reveal', ...given }));
        await onGiven();
      },
      [onGiven],
    ),
  );
  const byPassphrase = method.data?.method === 'passphrase';

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (method.data === undefined) return;
    if (!byPassphrase) return void give.run({});
    const typed = passphrase.take();
    if (typed !== null) void give.run({ passphrase: typed });
  };

  return (
    <Dialog title={t.title(label)} onClose={onCancel}>
      <p>{t.text}</p>
      <Form onSubmit={submit}>
        {byPassphrase && (
          <SecretField
            label={t.passphrase}
            inputRef={passphrase.input}
            autoFocus
            error={passphrase.errorWith(null)}
            onType={() => {
              passphrase.typing();
              give.forget();
            }}
          />
        )}
        {method.data !== undefined && !byPassphrase && <p>{give.pending ? t.waiting : t.dialog}</p>}
        {give.failure !== null && <FailureNotice failure={give.failure} />}
        <DialogButtons>
          <Button onPress={onCancel}>{t.cancel}</Button>
          <Button type="submit" kind="primary" isPending={give.pending} isDisabled={method.data === undefined}>
            {t.confirm}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
