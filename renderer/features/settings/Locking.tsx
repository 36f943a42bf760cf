import { useQuery } from '@tanstack/react-query';
import { idleChoices, lockScopes, type LockSettings } from '../../../core/contract/lock';
import { failureOf } from '../../lib/bridge';
import { count } from '../../lib/plural';
import { queries } from '../../lib/queries';
import { useSetting } from '../../lib/useSetting';
import { texts } from '../../texts';
import { Cards } from '../../ui/Cards';
import { FailureNotice } from '../../ui/Notice';
import { Segments } from '../../ui/Segments';
import { Switch } from '../../ui/Switch';
import { Group } from './Group';
import { lockSetting } from './lockSetting';
import styles from './SettingsScreen.module.css';

const t = texts.settings.locking;

const idleTimes = [null, ...idleChoices] as const;
const nameOf = (minutes: LockSettings['idleMinutes']) => String(minutes ?? 'never');

/** When the vault locks by itself, and what a lock stops. */
export function Locking() {
  const lock = useQuery(queries.lock);
  const { choose, failure } = useSetting(lockSetting);
  const refused = failure ?? (lock.error === null ? null : failureOf(lock.error));
  const chosen = lock.data;

  return (
    <Group title={t.title} section="locking">
      {refused !== null && <FailureNotice failure={refused} />}
      {chosen !== undefined && (
        <>
          <div>
            <p className={styles.label}>{t.idle}</p>
            <Segments
              label={t.idle}
              value={nameOf(chosen.idleMinutes)}
              onChange={(name) =>
                void choose({ ...chosen, idleMinutes: idleTimes.find((time) => nameOf(time) === name) ?? null })
              }
              choices={idleTimes.map((minutes) => ({
                value: nameOf(minutes),
                text: minutes === null ? t.never : count(minutes, 'min', 'min'),
              }))}
            />
          </div>
          {(['onSuspend', 'onScreenLock', 'onWindowClosed'] as const).map((when) => (
            <Switch
              key={when}
              {...t.when[when]}
              isOn={chosen[when]}
              onChange={(isOn) => void choose({ ...chosen, [when]: isOn })}
            />
          ))}
          <Cards
            label={t.stops}
            columns={2}
            value={chosen.stops}
            onChange={(stops) => void choose({ ...chosen, stops })}
            choices={[...lockScopes].reverse().map((value) => ({ value, ...t.scopes[value] }))}
          />
          <p className={styles.muted}>{t.always}</p>
        </>
      )}
    </Group>
  );
}
