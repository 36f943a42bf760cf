import { useCallback, useState, type SubmitEvent } from 'react';
import { Every, policyDays, type PolicyChange } from '../../../core/contract/rotation';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form, FormButtons } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';
import { Segments } from '../../ui/Segments';
import styles from './EveryForm.module.css';

const t = texts.policy;

type Choice = keyof typeof t.choices;
const usualDays = 90;

interface Props {
  label: string;
  /** Of which key or purpose; of neither: the default. */
  of: Pick<PolicyChange, 'credential' | 'purpose'>;
  /** What is chosen there now; null where the next level speaks. */
  every: Every | null;
  /** What inheriting means here, as it is known. */
  inherit: string;
  onClose: () => void;
}

/** How often a key is to be replaced, chosen in the place where it is read. */
export function EveryForm({ label, of, every, inherit, onClose }: Props) {
  const [choice, setChoice] = useState<Choice>(every === null ? 'inherit' : every === 'off' ? 'off' : 'days');
  const [days, setDays] = useState(String(typeof every === 'number' ? every : usualDays));
  const [checked, setChecked] = useState(false);
  const typed = Every.safeParse(Number(days));
  const save = useAction(
    useCallback(
      async (next: Every | null) => {
        await valueOf(keyhaven.rotation.setPolicy({ ...of, every: next }));
        await keysChanged();
        announce(t.saved);
        onClose();
      },
      [of, onClose],
    ),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (choice === 'days') {
      if (typed.success) void save.run(typed.data);
    } else void save.run(choice === 'off' ? 'off' : null);
  };

  return (
    <Form onSubmit={submit} label={label}>
      <Segments
        label={label}
        value={choice}
        onChange={setChoice}
        choices={(Object.keys(t.choices) as Choice[]).map((value) => ({ value, text: t.choices[value] }))}
      />
      {choice === 'inherit' && <p className={styles.muted}>{inherit}</p>}
      {choice === 'days' && (
        <div className={styles.days}>
          <Field
            label={t.days}
            value={days}
            onChange={setDays}
            inputMode="numeric"
            autoFocus
            error={checked && !typed.success ? t.daysWrong(policyDays.least, policyDays.most) : undefined}
          />
        </div>
      )}
      {save.failure !== null && <FailureNotice failure={save.failure} />}
      <FormButtons>
        <Button type="submit" small kind="primary" isPending={save.pending}>
          {t.save}
        </Button>
        <Button small onPress={onClose}>
          {t.cancel}
        </Button>
      </FormButtons>
    </Form>
  );
}
