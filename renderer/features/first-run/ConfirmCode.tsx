import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { recoveryLength, signsOf } from '../../lib/recoveryCode';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Form, FormButtons } from '../../ui/Form';
import { Gate } from '../../ui/Gate';
import { FailureNotice } from '../../ui/Notice';
import { SecretField, type SecretInput } from '../../ui/SecretField';

const t = texts.firstRun;

export function ConfirmCode({ onLook, onDone }: { onLook: () => void; onDone: () => void }) {
  return (
    <Gate
      wide
      step={t.step(2)}
      title={t.confirm.title}
      lead={t.confirm.lead}
      footer={
        <Button kind="quiet" small onPress={onDone}>
          {t.confirm.later}
        </Button>
      }
    >
      <ConfirmForm onDone={onDone} look={onLook} />
    </Gate>
  );
}

/** Also used in Settings, where the code cannot be shown again. */
export function ConfirmForm({ onDone, look }: { onDone: () => void; look?: () => void }) {
  const input = useRef<SecretInput>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const confirm = useAction(
    useCallback(
      async (code: string) => {
        await valueOf(keyhaven.vault.confirmRecovery({ code }));
        if (input.current !== null) input.current.value = '';
        announce(t.confirm.done);
        onDone();
      },
      [onDone],
    ),
  );

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const signs = signsOf(input.current?.value ?? '');
    if (signs.length !== recoveryLength) {
      setProblem(t.confirm.incomplete(signs.length));
      return input.current?.focus();
    }
    void confirm.run(signs);
  };

  return (
    <Form onSubmit={submit}>
      <SecretField
        label={t.confirm.label}
        hint={t.confirm.hint}
        inputRef={input}
        visible
        autoFocus
        error={problem}
        onType={() => {
          setProblem(undefined);
          confirm.forget();
        }}
      />
      {confirm.failure !== null && <FailureNotice failure={confirm.failure} />}
      <FormButtons>
        <Button type="submit" kind="primary" isPending={confirm.pending}>
          {t.confirm.confirm}
        </Button>
        {look !== undefined && (
          <Button icon="back" onPress={look}>
            {t.confirm.look}
          </Button>
        )}
      </FormButtons>
    </Form>
  );
}
