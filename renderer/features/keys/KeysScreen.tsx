import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import { Input, SearchField, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useGo } from '../../app/route';
import { failureOf } from '../../lib/bridge';
import { count, number } from '../../lib/plural';
import { queries } from '../../lib/queries';
import { startTest, useTestRun } from '../../lib/testRun';
import { useNow } from '../../lib/useNow';
import { texts } from '../../texts';
import { Button, Busy } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { FailureNotice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { UnderWay } from '../rotate/UnderWay';
import { EmptyKeys, NoFit } from './Empty';
import { KeyGrid } from './KeyGrid';
import styles from './KeysScreen.module.css';
import { PracticeBanner } from './PracticeBanner';
import { TestBar } from './TestBar';
import { findable, quickCounts, quickFilters, shownRows, type QuickFilter, type View } from './view';

const t = texts.keys;
const none: never[] = [];

export function KeysScreen({ view, onView }: { view: View; onView: Dispatch<SetStateAction<View>> }) {
  const go = useGo();
  const list = useQuery(queries.keys);
  const rows = list.data ?? none;
  const nowMs = useNow();
  const run = useTestRun();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  const all = useMemo(() => findable(rows), [rows]);
  const counts = useMemo(() => quickCounts(rows, nowMs), [rows, nowMs]);
  // Typing stays immediate; ten thousand rows follow a moment later.
  const settled = useDeferredValue(view);
  const shown = useMemo(() => shownRows(all, settled, nowMs), [all, settled, nowMs]);
  const chosenShown = useMemo(() => shown.filter(({ id }) => chosen.has(id)).map(({ id }) => id), [shown, chosen]);

  const change = (next: Partial<View>) => onView((before) => ({ ...before, ...next }));
  const open = useCallback((id: string) => go({ screen: 'key', id }), [go]);
  const filtered = shown.length < rows.length;
  const running = run.state === 'running';
  const hasKeys = rows.length > 0;

  return (
    <Page
      fixed
      title={t.title}
      actions={
        <>
          {hasKeys && (
            <Button
              icon="test"
              isDisabled={running || shown.length === 0}
              onPress={() => void startTest(shown.map(({ id }) => id))}
            >
              {filtered ? t.testShown(number(shown.length)) : t.testAll}
            </Button>
          )}
          <Button
            kind={hasKeys || list.isPending ? 'primary' : 'plain'}
            icon="plus"
            onPress={() => go({ screen: 'add' })}
          >
            {t.add}
          </Button>
        </>
      }
    >
      {list.error !== null && (
        <FailureNotice failure={failureOf(list.error)} actions={<Again onPress={() => void list.refetch()} />} />
      )}
      {list.isPending && (
        <div className={styles.loading}>
          <Busy label={t.title} />
        </div>
      )}
      {list.data !== undefined && !hasKeys && <EmptyKeys />}
      {hasKeys && (
        <>
          <PracticeBanner rows={rows} />
          <UnderWay />
          <div className={styles.tools}>
            <SearchField
              className={styles.find ?? ''}
              aria-label={t.find}
              value={view.find}
              onChange={(find) => change({ find })}
            >
              <Icon name="search" />
              <Input placeholder={t.findHint} />
              <kbd aria-hidden="true">/</kbd>
            </SearchField>
            <ToggleButtonGroup
              className={styles.quick ?? ''}
              aria-label={t.quick.label}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[view.quick]}
              onSelectionChange={([quick]) => change({ quick: quick as QuickFilter })}
            >
              {(Object.keys(quickFilters) as QuickFilter[])
                .filter((name) => name === 'all' || name === view.quick || counts[name] > 0)
                .map((name) => (
                  <ToggleButton key={name} id={name} className={styles.toggle ?? ''} data-quick={name}>
                    {t.quick[name]}{' '}
                    <span className={styles.count} data-figures>
                      {number(counts[name])}
                    </span>
                  </ToggleButton>
                ))}
            </ToggleButtonGroup>
          </div>
          {shown.length === 0 ? (
            <NoFit onClear={() => change({ find: '', quick: 'all' })} />
          ) : (
            <KeyGrid
              rows={shown}
              view={settled}
              onView={change}
              chosen={chosen}
              onChosen={setChosen}
              run={run}
              nowMs={nowMs}
              onOpen={open}
              onTest={(ids) => void startTest(ids)}
            />
          )}
          <TestBar chosen={chosenShown} run={run} onRelease={() => setChosen(new Set())} />
          <p role="status" className={styles.told}>
            {filtered ? count(shown.length, 'key') : ''}
          </p>
        </>
      )}
    </Page>
  );
}

const Again = ({ onPress }: { onPress: () => void }) => (
  <Button small onPress={onPress}>
    {texts.lock.again}
  </Button>
);
