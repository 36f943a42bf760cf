import { useCallback } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Appearance } from '../../../core/contract/app';
import type { Preferences } from '../../../core/contract/app';
import { keyhaven, valueOf } from '../../lib/bridge';
import { queries, queryClient } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { FailureNotice } from '../../ui/Notice';
import { Group } from './Group';
import styles from './SettingsScreen.module.css';

const t = texts.settings.appearance;

export function AppearanceChoice({ appearance }: Pick<Preferences, 'appearance'>) {
  const choose = useAction(
    useCallback(async (next: Preferences['appearance']) => {
      queryClient.setQueryData(queries.info.queryKey, await valueOf(keyhaven.app.setPreferences({ appearance: next })));
    }, []),
  );
  return (
    <Group title={t.title}>
      <ToggleButtonGroup
        className={styles.segments ?? ''}
        aria-label={t.label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[appearance]}
        onSelectionChange={([next]) => void choose.run(Appearance.parse(next))}
      >
        {Appearance.options.map((option) => (
          <ToggleButton key={option} id={option}>
            {t.choices[option]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {choose.failure !== null && <FailureNotice failure={choose.failure} />}
    </Group>
  );
}
