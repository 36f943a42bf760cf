import { dayMs, epochMsOf, hourMs, instantOf, type Instant } from '../../../core/base/instants';
import type { Answer } from '../../../core/contract/contract';
import type { WindowKeyhaven } from '../../../core/contract/window';
import type { Scene } from './scripted';

const ok = <T>(value: T): Answer<T> => ({ ok: true, value });
const lengthMs = { hour: hourMs, day: dayMs, week: 7 * dayMs } as const;

/** A scene's answers about reminders: each key by its first reason, told of within the last two weeks. */
export function scriptedReminders(scene: Scene): Pick<WindowKeyhaven, 'reminders'> {
  const snoozes = new Map<string, Instant>();
  return {
    reminders: {
      list: async () =>
        ok({
          rows: scene.keys.flatMap(({ id, label, exchangeName, dueReasons: [first] }) => {
            if (first === undefined) return [];
            const isNear = epochMsOf(first.at) - Date.now() < 14 * dayMs;
            const snoozedUntil = snoozes.get(id) ?? null;
            const { at, kind } = first;
            return [
              {
                credential: id,
                label,
                exchangeName,
                at,
                kind,
                stage: isNear ? 'early' : null,
                told: null,
                snoozedUntil,
              },
            ];
          }),
          next: null,
          file: 'whole',
        }),
      snooze: async ({ credentials, for: time }) => {
        const until = time === 'none' ? null : instantOf(Date.now() + lengthMs[time]);
        for (const id of credentials) {
          if (until === null) snoozes.delete(id);
          else snoozes.set(id, until);
        }
        return ok({ until });
      },
    },
  };
}
