import { useCallback, useState } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import type { FieldName } from '../../../core/contract/words';
import { copyField, useCopied } from '../../lib/copy';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { IconButton } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { Section } from '../../ui/Page';
import styles from './Fields.module.css';
import { Revealed } from './Revealed';

const t = texts.key.fields;

/** The stored fields, masked. Copying happens in the main process; one field at a time can be shown. */
export function Fields({ id, fields }: Pick<CredentialDetail, 'id' | 'fields'>) {
  const copied = useCopied();
  const [revealing, setRevealing] = useState<FieldName | null>(null);
  const copy = useAction(useCallback((field: FieldName, label: string) => copyField(id, field, label), [id]));
  return (
    <Section title={t.title}>
      <ul className={styles.fields}>
        {fields.map(({ name, label, masked }) => {
          const here = copied?.id === id && copied.field === name;
          return (
            <li key={name}>
              <span className={styles.label}>{label}</span>
              <span className={styles.value}>
                {revealing === name ? (
                  <Revealed id={id} field={name} label={label} onHidden={() => setRevealing(null)} />
                ) : (
                  <code>{masked}</code>
                )}
              </span>
              <span className={styles.buttons}>
                <IconButton icon={here ? 'check' : 'copy'} onPress={() => void copy.run(name, label)}>
                  {t.copy(label)}
                </IconButton>
                <IconButton
                  icon={revealing === name ? 'eyeOff' : 'eye'}
                  onPress={() => setRevealing(revealing === name ? null : name)}
                >
                  {revealing === name ? `${t.hide} ${label}` : t.reveal(label)}
                </IconButton>
              </span>
              <span className={styles.told}>{here ? t.copied(copied.secondsLeft) : ' '}</span>
            </li>
          );
        })}
      </ul>
      {copy.failure !== null && <FailureNotice failure={copy.failure} />}
    </Section>
  );
}
