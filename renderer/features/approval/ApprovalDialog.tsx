import { useCallback, useEffect, useState, type SubmitEvent } from 'react';
import type { Approval } from '../../../core/contract/approvals';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { queries, queryClient } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { usePassphrase, wrongPassphrase } from '../../lib/usePassphrase';
import { useSecondsUntil } from '../../lib/useSecondsUntil';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Dialog, DialogButtons } from '../../ui/Dialog';
import { Form } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';
import { SecretField } from '../../ui/SecretField';
import styles from './Approval.module.css';
import { Program } from './Program';

const t = texts.approval;

interface Props {
  approval: Approval;
  onAnswered: (allowed: boolean) => void;
}

/** Another program waits. Refusing is one key (Escape); allowing takes the passphrase. */
export function ApprovalDialog({ approval, onAnswered }: Props) {
  const { id, kind, about, program, until } = approval;
  // Whoever was typing when it came must not type into it, nor allow anything by the Enter that ends what they wrote.
  const [wasTyping] = useState(() => document.activeElement?.matches('input, textarea') ?? false);
  const passphrase = usePassphrase(t.empty);
  const secondsLeft = useSecondsUntil(until);
  const answer = useAction(
    useCallback(
      async (allow: boolean, given: { passphrase?: string } = {}) => {
        try {
          await valueOf(keyhaven.approval.answer({ id, allow, ...given }));
        } catch (error) {
          if (failureOf(error).code !== 'approval.unknown') throw error;
          await queryClient.invalidateQueries({ queryKey: queries.approvals.queryKey });
          return;
        }
        onAnswered(allow);
      },
      [id, onAnswered],
    ),
  );
  const over = secondsLeft === 0;
  useEffect(() => {
    if (over) void queryClient.invalidateQueries({ queryKey: queries.approvals.queryKey });
  }, [over]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = passphrase.take();
    if (typed === null) return;
    void answer.run(true, { passphrase: typed }).then(() => passphrase.input.current?.focus());
  };

  const wrong = wrongPassphrase(answer.failure);
  return (
    <Dialog careful title={t.title} onClose={() => void answer.run(false)}>
      <p className={styles.question}>
        <strong>{program?.name ?? t.nameless}</strong> {t.asks[kind](about)}
      </p>
      <Program program={program} />
      <p className={styles.muted}>
        {program !== null && t.hint} {t.honest}
      </p>
      <p>
        <strong>{t.advice}</strong> {t.holds}
      </p>
      <Form onSubmit={submit}>
        <SecretField
          label={t.passphrase}
          inputRef={passphrase.input}
          autoFocus={!wasTyping}
          error={passphrase.errorWith(wrong)}
          onType={() => {
            passphrase.typing();
            answer.forget();
          }}
        />
        {answer.failure !== null && wrong === null && <FailureNotice failure={answer.failure} />}
        <p className={styles.left}>
          <span role="timer" data-figures>
            {t.left(minutes(secondsLeft))}
          </span>
        </p>
        <DialogButtons>
          <Button onPress={() => void answer.run(false)}>{t.refuse}</Button>
          <Button type="submit" kind="primary" isPending={answer.pending}>
            {t.allow}
          </Button>
        </DialogButtons>
      </Form>
    </Dialog>
  );
}

/** `1:48` */
const minutes = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
