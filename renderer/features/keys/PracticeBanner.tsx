import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CredentialRow } from '../../../core/contract/credentials';
import { keyhaven, valueOf } from '../../lib/bridge';
import { queries, queryClient } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FailureNotice, Notice } from '../../ui/Notice';

const t = texts.keys.practiceBanner;

/** Only where there are practice keys and their exchange is not as it should be. */
export function PracticeBanner({ rows }: { rows: readonly CredentialRow[] }) {
  const practice = useQuery({ ...queries.practice, enabled: rows.some((row) => row.practice) });
  const put = useAction(
    useCallback(async (what: 'start' | 'heal') => {
      const status = what === 'start' ? keyhaven.practice.start({}) : keyhaven.practice.fault({ fault: 'none' });
      queryClient.setQueryData(queries.practice.queryKey, await valueOf(status));
    }, []),
  );
  if (put.failure !== null) return <FailureNotice failure={put.failure} />;
  if (practice.data === undefined) return null;
  const { state, fault } = practice.data;
  if (state === 'stopped') {
    return (
      <Notice
        title={t.stopped}
        actions={
          <Button small isPending={put.pending} onPress={() => void put.run('start')}>
            {t.start}
          </Button>
        }
      />
    );
  }
  if (fault === null || fault === 'none') return null;
  return (
    <Notice
      tone="warn"
      title={t.fault(texts.settings.practice.faults[fault].toLowerCase())}
      actions={
        <Button small isPending={put.pending} onPress={() => void put.run('heal')}>
          {t.heal}
        </Button>
      }
    />
  );
}
