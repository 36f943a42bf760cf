import { texts } from '../../texts';
import styles from './SpanPicture.module.css';
import { shortDay } from './days';
import type { Week } from './weeks';

const t = texts.calendar;
const mostDots = 4;

/** The whole span at a glance: a column for each week, a dot for each date in it. What it says stands below in words. */
export function SpanPicture({ weeks, today }: { weeks: readonly Week[]; today: string }) {
  const total = weeks.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <div className={styles.span} role="img" aria-label={t.picture(total)}>
      {weeks.map(({ monday, entries }, index) => (
        <span key={monday} className={styles.column} data-now={index === 0 || undefined}>
          <span className={styles.dots}>
            {entries.length > mostDots ? (
              <span className={styles.many} data-figures>
                {entries.length}
              </span>
            ) : (
              entries.map(({ key, reason }) => (
                <span key={`${key.credential} ${reason.kind}`} className={styles.dot} data-kind={reason.kind} />
              ))
            )}
          </span>
          <span className={styles.foot}>{index === 0 ? shortDay(today) : index % 2 === 0 ? shortDay(monday) : ''}</span>
        </span>
      ))}
    </div>
  );
}
