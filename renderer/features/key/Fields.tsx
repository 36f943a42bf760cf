import type { CredentialDetail } from '../../../core/contract/credentials';
import { texts } from '../../texts';
import { Section } from '../../ui/Page';
import { FieldLine } from './FieldLine';
import styles from './Fields.module.css';

/** The stored fields, masked; each can be copied, or shown for a few seconds. */
export function Fields({ id, fields }: Pick<CredentialDetail, 'id' | 'fields'>) {
  return (
    <Section title={texts.key.fields.title}>
      <ul className={styles.fields}>
        {fields.map((field) => (
          <FieldLine key={field.name} id={id} field={field} />
        ))}
      </ul>
    </Section>
  );
}
