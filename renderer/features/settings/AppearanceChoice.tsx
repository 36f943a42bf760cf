import { useCallback } from 'react';
import { Appearance } from '../../../core/contract/app';
import type { Preferences } from '../../../core/contract/app';
import { keyhaven, valueOf } from '../../lib/bridge';
import { queries, queryClient } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { FailureNotice } from '../../ui/Notice';
import { Segments } from '../../ui/Segments';
import { Group } from './Group';

const t = texts.settings.appearance;

export function AppearanceChoice({ appearance }: Pick<Preferences, 'appearance'>) {
  const choose = useAction(
    useCallback(async (next: Preferences['appearance']) => {
      queryClient.setQueryData(queries.info.queryKey, await valueOf(keyhaven.app.setPreferences({ appearance: next })));
    }, []),
  );
  return (
    <Group title={t.title} section="appearance">
      <Segments
        label={t.label}
        value={appearance}
        onChange={(next) => void choose.run(next)}
        choices={Appearance.options.map((value) => ({ value, text: t.choices[value] }))}
      />
      {choose.failure !== null && <FailureNotice failure={choose.failure} />}
    </Group>
  );
}
