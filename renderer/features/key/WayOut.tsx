import type { CredentialDetail } from '../../../core/contract/credentials';
import { texts } from '../../texts';
import { Section } from '../../ui/Page';
import styles from './Facts.module.css';

const t = texts.key.wayOut;

/** From where the exchange sees this key's requests come: what its IP list must hold. */
export function WayOut({ egress }: Pick<CredentialDetail, 'egress'>) {
  return (
    <Section title={t.title}>
      {egress === null ? (
        <p className={styles.muted}>{t.directly}</p>
      ) : (
        <p className={styles.lead}>
          {t.through} <code>{egress}</code>
        </p>
      )}
    </Section>
  );
}
