import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { number } from '../../lib/plural';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Busy, Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { FailureNotice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import styles from './ActivityScreen.module.css';
import { Chain } from './Chain';
import { ExportDialog } from './ExportDialog';
import { LogTable } from './LogTable';

const t = texts.activity;
const pageSize = 200;

export function ActivityScreen() {
  const [find, setFind] = useState('');
  const [exporting, setExporting] = useState(false);
  const filter = useDeferredValue(find.trim());
  const keys = useQuery(queries.keys);
  const log = useInfiniteQuery({
    queryKey: ['audit.list', filter],
    queryFn: ({ pageParam }) =>
      valueOf(
        keyhaven.audit.list({
          limit: pageSize,
          ...(pageParam === 0 ? {} : { before: pageParam }),
          ...(filter === '' ? {} : { filter }),
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ entries }) => (entries.length < pageSize ? undefined : entries.at(-1)?.sequence),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  const labels = new Map((keys.data ?? []).map(({ id, label }) => [id, label]));

  return (
    <Page
      fixed
      title={t.title}
      actions={
        <Button icon="save" onPress={() => setExporting(true)}>
          {t.export.action}
        </Button>
      }
    >
      {exporting && <ExportDialog onClose={() => setExporting(false)} />}
      <Chain />
      <div className={styles.tools}>
        <SearchField className={styles.find ?? ''} aria-label={t.find} value={find} onChange={setFind}>
          <Icon name="search" />
          <Input placeholder={t.findHint} maxLength={100} />
        </SearchField>
        <span className={styles.total} role="status">
          {log.data !== undefined && t.total(number(log.data.pages[0]?.total ?? 0))}
        </span>
      </div>
      {log.error !== null && <FailureNotice failure={failureOf(log.error)} />}
      {log.isPending && <Busy label={t.loading} />}
      {log.data !== undefined && entries.length === 0 && (
        <p className={styles.empty}>{filter === '' ? t.empty : t.nothing}</p>
      )}
      {entries.length > 0 && (
        <LogTable
          entries={entries}
          labels={labels}
          onEnd={() => {
            if (log.hasNextPage && !log.isFetchingNextPage) void log.fetchNextPage();
          }}
        />
      )}
    </Page>
  );
}
