import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useGo } from '../../app/route';
import { soonDays } from '../../lib/life';
import { dayMs } from '../../lib/time';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { LifeRing } from '../../ui/LifeRing';
import styles from './Calendar.module.css';
import { longDay } from './days';
import type { Entry } from './weeks';

const t = texts.calendar;
const few = 12;

/** The dates of one week; many of them wait behind a button. */
export function WeekEntries({
  entries,
  today,
  isOver = false,
}: {
  entries: readonly Entry[];
  today: string;
  isOver?: boolean;
}) {
  const go = useGo();
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, few);
  return (
    <div className={styles.list}>
      <ul className={styles.entries}>
        {shown.map(({ key, reason, first }) => {
          const days = Math.round((Date.parse(reason.day) - Date.parse(today)) / dayMs);
          const daysLeft = isOver ? Math.min(-1, days) : days;
          return (
            <li key={`${key.credential} ${reason.kind} ${reason.at}`}>
              <AriaButton
                className={styles.entry ?? ''}
                data-later={!first || undefined}
                onPress={() => go({ screen: 'key', id: key.credential })}
              >
                <span className={styles.day} data-figures>
                  {longDay(reason.day)}
                </span>
                <ExchangeMark exchange={key.exchange} name={key.exchangeName} />
                <span className={styles.names}>
                  <span className={styles.label}>{key.label}</span>
                  <span className={styles.why}>{reason.text}</span>
                </span>
                <span
                  className={styles.left}
                  data-soon={daysLeft <= soonDays || undefined}
                  data-over={isOver || undefined}
                >
                  <LifeRing daysLeft={daysLeft} />
                  <span data-figures>{t.left(daysLeft)}</span>
                </span>
              </AriaButton>
            </li>
          );
        })}
      </ul>
      {shown.length < entries.length && (
        <div>
          <Button kind="quiet" small onPress={() => setAll(true)}>
            {t.more(entries.length - shown.length)}
          </Button>
        </div>
      )}
    </div>
  );
}
