import { useQuery } from '@tanstack/react-query';
import { useGo } from '../../app/route';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

const t = texts.rotate.underWay;

/** A rotation that was left and waits to be gone on with; the one begun first leads. Nothing where there is none. */
export function UnderWay() {
  const go = useGo();
  const list = useQuery(queries.rotations);
  const rotations = list.data?.rotations ?? [];
  const [first] = rotations;
  if (first === undefined) return null;
  return (
    <Notice
      title={rotations.length === 1 ? t.one(first.label) : t.many(rotations.length)}
      actions={
        <Button small icon="rotate" onPress={() => go({ screen: 'rotate', id: first.id })}>
          {t.goOn}
        </Button>
      }
    >
      {first.label}: {texts.rotate.states[first.state]}
    </Notice>
  );
}
