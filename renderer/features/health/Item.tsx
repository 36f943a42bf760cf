import { useCallback } from 'react';
import { useGo } from '../../app/route';
import type { HealthItem } from '../../../core/contract/health';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { FindingCard } from '../../ui/FindingCard';
import { FailureNotice } from '../../ui/Notice';
import styles from './Item.module.css';

const t = texts.health.todo;

interface Props {
  item: HealthItem;
  place: number;
  onMute: (item: HealthItem) => void;
}

/** One thing to do: what, at which key, why, and the next step. */
export function Item({ item, place, onMute }: Props) {
  const go = useGo();
  const { finding, credential, exchange, exchangeName, label, account, keyEnding, money } = item;
  const about = [account, t.ending(keyEnding), texts.health.money[money]].filter(Boolean).join(' · ');
  return (
    <FindingCard
      finding={finding}
      place={t.place(place)}
      about={
        <p className={styles.key}>
          <ExchangeMark exchange={exchange} name={exchangeName} />
          <span>
            <strong>{label}</strong> <span className={styles.muted}>{about}</span>
          </span>
        </p>
      }
    >
      {finding.kind === 'secondFactorUnconfirmed' ? (
        <SecondFactor exchange={exchange} exchangeName={exchangeName} />
      ) : null}
      <div className={styles.actions}>
        <Button
          small
          icon="keys"
          aria-label={`${t.open}: ${label}`}
          onPress={() => go({ screen: 'key', id: credential })}
        >
          {t.open}
        </Button>
        <Button small kind="quiet" aria-label={`${t.mute} ${finding.title}, ${label}`} onPress={() => onMute(item)}>
          {t.mute}
        </Button>
      </div>
    </FindingCard>
  );
}

/** No exchange tells it, so the person is asked, once for each. */
function SecondFactor({ exchange, exchangeName }: { exchange: string; exchangeName: string }) {
  const s = texts.health.secondFactor;
  const answer = useAction(
    useCallback(
      async (given: 'on' | 'off') => {
        await valueOf(keyhaven.health.answerSecondFactor({ exchange, answer: given }));
        await keysChanged();
        announce(s.kept(exchangeName));
      },
      [exchange, exchangeName, s],
    ),
  );
  return (
    <div className={styles.actions}>
      <Button small icon="check" isPending={answer.pending} onPress={() => void answer.run('on')}>
        {s.on}
      </Button>
      <Button small isPending={answer.pending} onPress={() => void answer.run('off')}>
        {s.off}
      </Button>
      {answer.failure !== null && <FailureNotice failure={answer.failure} />}
    </div>
  );
}
