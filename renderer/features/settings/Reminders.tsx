import { firstPreferences, type Preferences } from '../../../core/contract/app';
import { useSetting } from '../../lib/useSetting';
import { texts } from '../../texts';
import { FailureNotice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import { Group } from './Group';
import { preferenceSetting } from './preferenceSetting';
import styles from './SettingsScreen.module.css';

const t = texts.settings.reminders;

/** Whether, when and how openly Keyhaven reminds. */
export function Reminders({ preferences }: { preferences: Preferences }) {
  const { reminders, quietHours, privateNotifications } = preferences;
  const { choose, failure } = useSetting(preferenceSetting);
  return (
    <Group title={t.title} section="reminders">
      {failure !== null && <FailureNotice failure={failure} />}
      <Switch {...t.on} isOn={reminders} onChange={(isOn) => void choose({ reminders: isOn })} />
      <Switch
        {...t.quiet}
        isOn={quietHours !== null}
        isDisabled={!reminders}
        onChange={(isOn) => void choose({ quietHours: isOn ? firstPreferences.quietHours : null })}
      />
      <Switch
        {...t.private}
        isOn={privateNotifications}
        isDisabled={!reminders}
        onChange={(isOn) => void choose({ privateNotifications: isOn })}
      />
      <p className={styles.muted}>{t.locked}</p>
    </Group>
  );
}
