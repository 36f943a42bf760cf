import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { BinnedCredential } from '../../../core/contract/credentials';
import { announce } from '../../lib/announce';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { keysChanged, queries } from '../../lib/queries';
import { restoreKey } from '../../lib/restore';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button, IconButton } from '../../ui/Button';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { FailureNotice } from '../../ui/Notice';
import { Time } from '../../ui/Time';
import styles from './Bin.module.css';
import { Group } from './Group';

const t = texts.settings.bin;

/** What was removed within the last day. */
export function Bin() {
  const bin = useQuery(queries.bin);
  const put = useAction(
    useCallback(async (what: 'restore' | 'wipe', { id, label }: BinnedCredential) => {
      if (what === 'restore') return restoreKey(id, t.restored(label));
      await valueOf(keyhaven.credential.wipe({ id }));
      await keysChanged();
      announce(t.gone(label));
    }, []),
  );
  const failure = put.failure ?? (bin.error === null ? null : failureOf(bin.error));
  const rows = bin.data ?? [];

  return (
    <Group title={t.title} section="bin">
      <p>{t.text}</p>
      {failure !== null && <FailureNotice failure={failure} />}
      {bin.data !== undefined && rows.length === 0 && <p className={styles.muted}>{t.empty}</p>}
      {rows.length > 0 && (
        <>
          <ul className={styles.rows} aria-label={t.list}>
            {rows.map((row) => (
              <li key={row.id} className={styles.row}>
                <ExchangeMark exchange={row.exchange} name={row.exchangeName} />
                <span className={styles.names}>
                  <span className={styles.label}>{row.label}</span>
                  <span className={styles.muted}>
                    {[row.exchangeName, row.account, row.keyEnding === '' ? '' : `…${row.keyEnding}`]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <span className={styles.muted}>
                  {t.wiped} <Time at={row.until} />
                </span>
                <Button
                  small
                  aria-label={t.restoreWhich(row.label)}
                  isDisabled={put.pending}
                  onPress={() => void put.run('restore', row)}
                >
                  {t.restore}
                </Button>
                <IconButton icon="close" isDisabled={put.pending} onPress={() => void put.run('wipe', row)}>
                  {t.wipe(row.label)}
                </IconButton>
              </li>
            ))}
          </ul>
          <p className={styles.muted}>{t.wipeHint}</p>
        </>
      )}
    </Group>
  );
}
