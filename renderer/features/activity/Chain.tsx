import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../lib/bridge';
import { count, number } from '../../lib/plural';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Busy, Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { FailureNotice, Notice } from '../../ui/Notice';
import styles from './Chain.module.css';

const t = texts.activity.chain;

/** Whether the log is whole, proved anew each time the screen is opened. */
export function Chain() {
  const chain = useQuery(queries.chain);
  const again = (
    <Button small isPending={chain.isFetching} onPress={() => void chain.refetch()}>
      {t.verify}
    </Button>
  );
  if (chain.error !== null) return <FailureNotice failure={failureOf(chain.error)} actions={again} />;
  if (chain.data !== undefined && !chain.data.whole) {
    return (
      <Notice tone="danger" title={t.broken(number(chain.data.brokenAt ?? 1))} actions={again} alert>
        {chain.data.problem} {t.brokenText}
      </Notice>
    );
  }
  return (
    <div className={styles.chain}>
      {chain.data === undefined ? (
        <>
          <Busy label={t.checking} /> {t.checking}
        </>
      ) : (
        <>
          <Icon name="both" />
          <span>
            <strong>{t.whole(count(chain.data.lines, 'line'))}</strong>
            <span className={styles.anchor}>
              {chain.data.notYetAnchored === 0 ? t.anchored : t.notYet(number(chain.data.notYetAnchored))}
            </span>
          </span>
        </>
      )}
      {again}
    </div>
  );
}
