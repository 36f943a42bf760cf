import type { CredentialDetail } from '../../../core/contract/credentials';
import { dueIn, soonDays } from '../../lib/life';
import { day } from '../../lib/time';
import { useNow } from '../../lib/useNow';
import { texts } from '../../texts';
import { LifeRing } from '../../ui/LifeRing';
import { Section } from '../../ui/Page';
import styles from './Due.module.css';
import { KeepAlive } from './KeepAlive';
import { PolicyLine } from './PolicyLine';

const t = texts.key.due;

/** How many days are left and why: the earliest reason counts, the others stay in sight; then how often, and staying alive. */
export function Due({ detail }: { detail: CredentialDetail }) {
  const nowMs = useNow();
  return (
    <Section title={t.title}>
      {detail.dueReasons.length === 0 && <p className={styles.muted}>{t.none}</p>}
      {detail.dueReasons.length > 0 && (
        <ol className={styles.reasons}>
          {detail.dueReasons.map((reason, index) => {
            const daysLeft = dueIn(reason, nowMs);
            return (
              <li key={`${reason.kind} ${reason.at}`} className={styles.reason} data-first={index === 0 || undefined}>
                <LifeRing daysLeft={daysLeft} />
                <span className={styles.words}>
                  <span>
                    <strong
                      data-figures
                      data-soon={daysLeft <= soonDays || undefined}
                      data-over={daysLeft < 0 || undefined}
                    >
                      {t.left(daysLeft)}
                    </strong>{' '}
                    <span className={styles.muted}>{day(reason.at)}</span>
                  </span>
                  <span className={styles.why}>{reason.text}</span>
                  {reason.counted !== null && (
                    <span className={styles.muted}>{t.counted[reason.counted.from](day(reason.counted.at))}</span>
                  )}
                </span>
              </li>
            );
          })}
        </ol>
      )}
      <PolicyLine detail={detail} />
      <KeepAlive detail={detail} />
    </Section>
  );
}
