import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useGo } from '../../app/route';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged, queries } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { sayFailure } from '../../ui/Toasts';

/** Begins to replace the chosen keys, one after the other; those that are under way already stay where they are. */
export function RotateChosen({ chosen }: { chosen: readonly string[] }) {
  const go = useGo();
  const list = useQuery(queries.rotations);
  const start = useAction(
    useCallback(async () => {
      const underWay = new Set(list.data?.rotations.map(({ id }) => id));
      const ids = chosen.filter((id) => !underWay.has(id));
      try {
        if (ids.length > 0) await valueOf(keyhaven.rotation.start({ ids }));
      } catch (error) {
        sayFailure(failureOf(error));
        return;
      }
      await keysChanged();
      const [first] = ids.length > 0 ? ids : chosen;
      if (first !== undefined) go({ screen: 'rotate', id: first });
    }, [chosen, list.data, go]),
  );
  return (
    <Button small icon="rotate" isPending={start.pending} isDisabled={list.isPending} onPress={() => void start.run()}>
      {texts.keys.rotateChosen}
    </Button>
  );
}
