import { useQuery } from '@tanstack/react-query';
import { useGo } from '../../app/route';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

const t = texts.calendar;

/** Nothing to show teaches where dates come from. */
export function EmptyCalendar() {
  const go = useGo();
  const status = useQuery(queries.status);
  if (status.data?.credentials === 0) {
    return (
      <Notice
        title={t.noKeys.title}
        actions={
          <Button icon="plus" onPress={() => go({ screen: 'add' })}>
            {t.noKeys.add}
          </Button>
        }
      >
        {t.noKeys.text}
      </Notice>
    );
  }
  return (
    <Notice
      title={t.empty.title}
      actions={<Button onPress={() => go({ screen: 'settings', section: 'rotation' })}>{t.empty.policies}</Button>}
    >
      {t.empty.text}
    </Notice>
  );
}
