import { useCallback } from 'react';
import { useGo } from '../../app/route';
import type { HealthItem } from '../../../core/contract/health';
import { announce } from '../../lib/announce';
import { keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { severityWords } from '../../lib/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { findingIcons } from '../../ui/findingIcons';
import { Icon } from '../../ui/Icon';
import { FailureNotice } from '../../ui/Notice';
import { RestsOn } from '../../ui/RestsOn';
import styles from './Todo.module.css';

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
    <li className={styles.item} data-severity={finding.severity}>
      <span className={styles.place}>{t.place(place)}</span>
      <div className={styles.words}>
        <p className={styles.head}>
          <Icon name={findingIcons[finding.kind]} />
          <span className={styles.title}>{finding.title}</span>
          <span className={styles.severity}>{severityWords[finding.severity]}</span>
        </p>
        <p className={styles.key}>
          <ExchangeMark exchange={exchange} name={exchangeName} />
          <span>
            <strong>{label}</strong> <span className={styles.muted}>{about}</span>
          </span>
        </p>
        <p>{finding.reason}</p>
        <p>
          <span className={styles.nextLabel}>{t.next}</span> {finding.next}
        </p>
        <RestsOn evidence={finding.evidence} />
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
      </div>
    </li>
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
