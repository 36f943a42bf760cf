import type { AppInfo } from '../../../core/contract/app';
import { useSetting } from '../../lib/useSetting';
import { texts } from '../../texts';
import { FailureNotice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import { Group } from './Group';
import { preferenceSetting } from './preferenceSetting';
import { ShortcutField } from './ShortcutField';

const t = texts.settings.desktop;

/** Tray, start with the session, and the keys of quick copy. */
export function Desktop({ info }: { info: AppInfo }) {
  const { closeToTray, autostart, quickCopyShortcut } = info.preferences;
  const { choose, failure } = useSetting(preferenceSetting);
  return (
    <Group title={t.title} section="desktop">
      {failure !== null && <FailureNotice failure={failure} />}
      <Switch
        label={t.tray.label}
        hint={t.tray.hint}
        isOn={closeToTray}
        onChange={(isOn) => void choose({ closeToTray: isOn })}
      />
      <Switch
        label={t.autostart.label}
        hint={t.autostart.hint}
        isOn={autostart}
        onChange={(isOn) => void choose({ autostart: isOn })}
      />
      <ShortcutField shortcut={quickCopyShortcut} platform={info.platform} />
    </Group>
  );
}
