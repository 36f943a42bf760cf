import { texts } from '../../texts';
import styles from './Calendar.module.css';
import { monthOf, shortDay } from './days';
import { WeekEntries } from './WeekEntries';
import { mondayOf, type Week } from './weeks';

const t = texts.calendar;

/** The weeks in which something is due, under the month in which they begin; the first is this one. */
export function Months({ weeks, today }: { weeks: readonly Week[]; today: string }) {
  const thisMonday = mondayOf(today);
  const filled = weeks.filter(({ entries }) => entries.length > 0);
  const headOf = (week: Week) => monthOf(week.monday < today ? today : week.monday);
  const months = [...new Set(filled.map(headOf))];
  return months.map((month) => (
    <section key={month} className={styles.months}>
      <h2 className={styles.month}>{month}</h2>
      {filled
        .filter((week) => headOf(week) === month)
        .map((week) => (
          <div key={week.monday} className={styles.week}>
            <h3 className={styles.weekHead}>
              {week.monday === thisMonday
                ? t.thisWeek
                : week.monday === weeks[1]?.monday
                  ? t.nextWeek
                  : `${shortDay(week.monday)} – ${shortDay(week.sunday)}`}
            </h3>
            <WeekEntries entries={week.entries} today={today} />
          </div>
        ))}
    </section>
  ));
}
