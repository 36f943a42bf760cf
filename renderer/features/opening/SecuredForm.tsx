import { useCallback, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import type { OpenMode } from '../../../core/contract/words';
import { keyhaven, valueOf } from '../../lib/bridge';
import { useAction } from '../../lib/useAction';
import { needsPassphrase } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { DialogButtons } from '../../ui/Dialog';
import { Form } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';
import { SecretField, type SecretInput } from '../../ui/SecretField';

const t = texts.opening;

interface Props {
  /** How the vault opens now. */
  mode: OpenMode;
  confirm: string;
  danger?: boolean;
  onCancel: () => void;
  /** What the fields below hold, or false where one of them says what is wrong. */
  read?: () => { newPassphrase?: string } | false;
  /** Changes it, once the person was authorized. */
  change: (given: { passphrase?: string; newPassphrase?: string }) => Promise<void>;
  children?: ReactNode;
}

/** A change of how the vault opens: the present passphrase where there is one, fresh authorization, then the change. */
export function SecuredForm({ mode, confirm, danger = false, onCancel, read = () => ({}), change, children }: Props) {
  const input = useRef<SecretInput>(null);
  const [empty, setEmpty] = useState(false);
  const action = useAction(
    useCallback(
      async (present: { passphrase?: string }, anew: { newPassphrase?: string }) => {
        await valueOf(keyhaven.authorization.give({ kind: 'change', ...present }));
        await change({ ...present, ...anew });
      },
      [change],
    ),
  );

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = input.current?.value ?? '';
    const lacks = needsPassphrase(mode) && typed === '';
    setEmpty(lacks);
    if (lacks) return input.current?.focus();
    const anew = read();
    if (anew === false) return;
    if (input.current !== null) input.current.value = '';
    void action.run(typed === '' ? {} : { passphrase: typed }, anew);
  };

  return (
    <Form onSubmit={submit}>
      {needsPassphrase(mode) && (
        <SecretField
          label={t.present}
          inputRef={input}
          autoFocus
          error={empty ? t.presentEmpty : undefined}
          onType={() => {
            setEmpty(false);
            action.forget();
          }}
        />
      )}
      {children}
      {!needsPassphrase(mode) && <p>{action.pending ? t.waiting : t.dialog}</p>}
      {action.failure !== null && <FailureNotice failure={action.failure} />}
      <DialogButtons>
        <Button onPress={onCancel}>{t.cancel}</Button>
        <Button type="submit" kind={danger ? 'danger' : 'primary'} isPending={action.pending}>
          {confirm}
        </Button>
      </DialogButtons>
    </Form>
  );
}
