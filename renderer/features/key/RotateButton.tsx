import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useGo } from '../../app/route';
import { keyhaven } from '../../lib/bridge';
import { keysChanged, queries } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { sayFailure } from '../../ui/Toasts';

const t = texts.rotate;

/** Begins to replace a key, or goes on where that was left. Nothing of the key changes by it. */
export function RotateButton({ id }: { id: string }) {
  const go = useGo();
  const list = useQuery(queries.rotations);
  const underWay = list.data?.rotations.some((rotation) => rotation.id === id) === true;
  const start = useAction(
    useCallback(async () => {
      const answer = await keyhaven.rotation.start({ ids: [id] });
      // Somebody else may have begun it meanwhile: then its page shows where it stands.
      if (!answer.ok && answer.error.code !== 'rotation.underWay') {
        sayFailure(answer.error);
        return;
      }
      await keysChanged();
      go({ screen: 'rotate', id });
    }, [id, go]),
  );
  return (
    <Button
      icon="rotate"
      isPending={start.pending}
      isDisabled={list.isPending}
      onPress={() => (underWay ? go({ screen: 'rotate', id }) : void start.run())}
    >
      {underWay ? t.goOn : t.action}
    </Button>
  );
}
