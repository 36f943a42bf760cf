import type { CredentialDetail } from '../../../core/contract/credentials';
import { texts } from '../../texts';
import { Section } from '../../ui/Page';
import { Time } from '../../ui/Time';
import styles from './Facts.module.css';

const t = texts.key.evidence;

/** Which answer of the exchange said so, and when; and what else it told of the account. */
export function Evidence({ report }: Pick<CredentialDetail, 'report'>) {
  return (
    <Section title={t.title}>
      {report === null ? (
        <p className={styles.muted}>{t.none}</p>
      ) : (
        <ul className={styles.evidence}>
          {report.evidence.map(({ endpoint, at }) => (
            <li key={endpoint}>
              <code>{endpoint}</code>
              <span className={styles.muted}>
                <Time at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {report !== null && report.remarks.length > 0 && (
        <div>
          <p className={styles.muted}>{t.remarks}</p>
          <ul className={styles.remarks}>
            {report.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
