import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { failureOf } from '../../lib/bridge';
import { calendarDays, queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Busy, Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { UnderWay } from '../rotate/UnderWay';
import styles from './Calendar.module.css';
import { EmptyCalendar } from './EmptyCalendar';
import { ExportButton } from './ExportButton';
import { Months } from './Months';
import { SpanPicture } from './SpanPicture';
import { WeekEntries } from './WeekEntries';
import { timelineOf } from './weeks';

const t = texts.calendar;

/** What is due in the next 90 days, on a time line: overdue first, then week by week. */
export function CalendarScreen() {
  const due = useQuery(queries.due);
  const timeline = useMemo(() => (due.data === undefined ? null : timelineOf(due.data, calendarDays)), [due.data]);

  if (due.data === undefined || timeline === null) {
    return (
      <Page title={t.title}>
        {due.error === null ? (
          <Busy label={t.loading} />
        ) : (
          <FailureNotice
            failure={failureOf(due.error)}
            actions={
              <Button small onPress={() => void due.refetch()}>
                {texts.lock.again}
              </Button>
            }
          />
        )}
      </Page>
    );
  }
  const { overdue, weeks } = timeline;
  const isEmpty = overdue.length === 0 && weeks.every(({ entries }) => entries.length === 0);
  return (
    <Page
      title={t.title}
      aside={<span className={styles.muted}>{t.next(calendarDays)}</span>}
      actions={isEmpty ? undefined : <ExportButton />}
    >
      <UnderWay />
      {isEmpty ? (
        <EmptyCalendar />
      ) : (
        <>
          <SpanPicture weeks={weeks} today={due.data.today} />
          {overdue.length > 0 && (
            <section className={styles.overdue} aria-labelledby="calendar-overdue">
              <h2 id="calendar-overdue" className={styles.month}>
                {t.overdue}
              </h2>
              <WeekEntries entries={overdue} today={due.data.today} isOver />
            </section>
          )}
          <Months weeks={weeks} today={due.data.today} />
          <p className={styles.muted}>{t.zone(due.data.zone)}</p>
        </>
      )}
    </Page>
  );
}
