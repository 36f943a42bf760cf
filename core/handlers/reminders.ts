import { instantOf } from '../base/instants';
import type { Handlers } from '../door';
import type { Row } from '../rotation/reminders/rows';
import type { Rooms } from '../rooms';

type Names = Extract<keyof Handlers, `reminders.${string}`>;

export function reminderHandlers({ reminders, changes, rules }: Rooms): Pick<Handlers, Names> {
  return {
    'reminders.list': async () => {
      await rules.refresh();
      const { rows, next, file } = await reminders.list();
      return { rows: rows.map(shown), next, file };
    },
    'reminders.snooze': async ({ credentials, for: time }, { about }) => {
      about(`${credentials.length === 1 ? (credentials[0] ?? '') : `${String(credentials.length)} keys`} ${time}`);
      const until = await reminders.snooze(credentials, time);
      changes.tell('reminders');
      return { until };
    },
  };
}

const shown = ({ key, reason, stage, told, snoozedUntil }: Row) => ({
  credential: key.id,
  label: key.label ?? '',
  exchangeName: key.exchangeName ?? '',
  at: instantOf(reason.atMs),
  kind: reason.kind,
  ...{ stage, told, snoozedUntil },
});
