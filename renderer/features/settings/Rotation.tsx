import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { PolicyChange } from '../../../core/contract/rotation';
import { purposes, type Purpose } from '../../../core/contract/words';
import { failureOf } from '../../lib/bridge';
import { count } from '../../lib/plural';
import { queries } from '../../lib/queries';
import { purposeWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { EveryForm } from '../policy/EveryForm';
import { everyWords } from '../policy/everyWords';
import { Group } from './Group';
import styles from './Rotation.module.css';

const t = texts.settings.rotation;

/** How often keys are to be replaced: by default, and for each purpose. */
export function Rotation() {
  const policies = useQuery(queries.policies);
  const [editing, setEditing] = useState<Purpose | 'default' | null>(null);
  const refused = policies.error === null ? null : failureOf(policies.error);
  const chosen = policies.data;
  const close = () => setEditing(null);
  const formOf = (what: Purpose | 'default', label: string, change: Parts) => (
    <EveryForm label={t.which(label)} onClose={close} key={what} {...change} />
  );

  return (
    <Group title={t.title} section="rotation">
      <p>{t.text}</p>
      {refused !== null && <FailureNotice failure={refused} />}
      {chosen !== undefined && (
        <ul className={styles.rows}>
          <Row
            label={t.default}
            says={`${everyWords(chosen.default.every)}, ${texts.policy.levels[chosen.default.from]}`}
            form={
              editing === 'default' &&
              formOf('default', t.default, {
                of: all,
                every: chosen.default.from === 'default' ? chosen.default.every : null,
                inherit: t.inheritDefault,
              })
            }
            onEdit={() => setEditing('default')}
          />
          {purposes.map((purpose) => {
            const { title } = purposeWords[purpose];
            const every = chosen.purposes[purpose];
            return (
              <Row
                key={purpose}
                label={title}
                says={every === undefined ? t.follows : everyWords(every)}
                form={
                  editing === purpose &&
                  formOf(purpose, title, { of: { purpose }, every: every ?? null, inherit: t.follows })
                }
                onEdit={() => setEditing(purpose)}
              />
            );
          })}
        </ul>
      )}
      {chosen !== undefined && chosen.keys.length > 0 && (
        <p className={styles.muted}>{t.own(count(chosen.keys.length, 'key'))}</p>
      )}
    </Group>
  );
}

type Parts = Pick<Parameters<typeof EveryForm>[0], 'of' | 'every' | 'inherit'>;
const all: Pick<PolicyChange, 'credential' | 'purpose'> = {};

interface RowProps {
  label: string;
  says: string;
  form: ReactNode;
  onEdit: () => void;
}

function Row({ label, says, form, onEdit }: RowProps) {
  const open = Boolean(form);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <span className={styles.says}>{says}</span>
        {!open && (
          <Button kind="quiet" small icon="edit" aria-label={`${t.change}: ${label}`} onPress={onEdit}>
            {t.change}
          </Button>
        )}
      </div>
      {form}
    </li>
  );
}
