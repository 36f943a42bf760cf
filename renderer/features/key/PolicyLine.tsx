import { useState } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { EveryForm } from '../policy/EveryForm';
import { everyWords } from '../policy/everyWords';
import styles from './Due.module.css';

const t = texts.key.due;

/** How often this key is to be replaced, and which level says so; changed in place. */
export function PolicyLine({ detail }: { detail: Pick<CredentialDetail, 'id' | 'policy'> }) {
  const [editing, setEditing] = useState(false);
  const { every, from } = detail.policy;
  return (
    <div className={styles.part}>
      <p className={styles.line}>
        <span>
          {t.policy} <strong>{everyWords(every)}</strong>{' '}
          <span className={styles.muted}>{texts.policy.levels[from]}</span>
        </span>
        {!editing && (
          <Button
            kind="quiet"
            small
            icon="edit"
            onPress={() => setEditing(true)}
            aria-label={`${t.change}: ${t.changePolicy}`}
          >
            {t.change}
          </Button>
        )}
      </p>
      {editing && (
        <EveryForm
          label={t.changePolicy}
          of={{ credential: detail.id }}
          every={from === 'key' ? every : null}
          inherit={t.inherit}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  );
}
