import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type Dispatch,
  type KeyboardEvent,
  type SetStateAction,
} from 'react';
import type { CredentialRow } from '../../../core/contract/credentials';
import type { TestRun } from '../../lib/testRun';
import { useRowHeight } from '../../lib/useRowHeight';
import { texts } from '../../texts';
import styles from './KeyGrid.module.css';
import { KeyGridHead } from './KeyGridHead';
import { KeyGridRow } from './KeyGridRow';
import { moveTo, range } from './move';
import type { View } from './view';

interface Props {
  rows: readonly CredentialRow[];
  view: View;
  onView: (next: Partial<View>) => void;
  chosen: ReadonlySet<string>;
  onChosen: Dispatch<SetStateAction<ReadonlySet<string>>>;
  run: TestRun;
  nowMs: number;
  onOpen: (id: string) => void;
  onTest: (ids: readonly string[]) => void;
}

/**
 * A grid of which only the rows in sight are drawn. The keyboard stays on the grid itself and points at a row
 * (`aria-activedescendant`), because a row that scrolls away would take the focus with it.
 */
export function KeyGrid({ rows, view, onView, chosen, onChosen, run, nowMs, onOpen, onTest }: Props) {
  const name = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const anchor = useRef(0);
  const active = Math.min(at, rows.length - 1);
  const rowHeight = useRowHeight();

  // eslint-disable-next-line react-hooks/incompatible-library -- a warning for the React Compiler, which is not used here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The active row is always drawn, so that the grid can point at it.
    rangeExtractor: (shown) => {
      const indexes = defaultRangeExtractor(shown);
      return indexes.includes(active) ? indexes : [...indexes, active].sort((a, b) => a - b);
    },
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  // Rows are drawn once and kept; what they call has to see the list as it is by then.
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  const choose = useCallback(
    (index: number, extend: boolean) => {
      const ids = extend ? range(latest.current, anchor.current, index) : range(latest.current, index, index);
      setAt(index);
      if (!extend) anchor.current = index;
      onChosen((before) => (extend ? new Set([...before, ...ids]) : toggled(before, ids)));
    },
    [onChosen],
  );
  const go = (index: number, extend: boolean) => {
    virtual.scrollToIndex(index);
    if (extend) {
      choose(index, true);
      return;
    }
    setAt(index);
    anchor.current = index;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const grid = scroller.current;
    if (grid === null || event.target !== grid) return;
    const row = rows[active];
    const page = Math.max(1, Math.floor(grid.clientHeight / rowHeight) - 2);
    const index = moveTo(event.key, active, rows.length, page);
    const command = event.ctrlKey || event.metaKey;
    if (index !== undefined) go(index, event.shiftKey);
    else if (row === undefined) return;
    else if (event.key === 'Enter') onOpen(row.id);
    else if (event.key === ' ') choose(active, false);
    else if (command && event.key === 'a') onChosen(new Set(rows.map(({ id }) => id)));
    else if (!command && event.key === 't')
      onTest(chosen.size > 0 ? rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id) : [row.id]);
    else if (event.key === 'Escape' && chosen.size > 0) onChosen(new Set());
    else return;
    event.preventDefault();
  };

  const items = virtual.getVirtualItems();
  return (
    <div
      ref={scroller}
      className={styles.grid}
      role="grid"
      aria-label={texts.keys.grid}
      aria-multiselectable="true"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows[active] === undefined ? undefined : `${name}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <KeyGridHead
        view={view}
        onView={onView}
        allChosen={rows.every(({ id }) => chosen.has(id))}
        someChosen={chosen.size > 0}
        onAll={(all) => onChosen(all ? new Set(rows.map(({ id }) => id)) : new Set())}
      />
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <KeyGridRow
                key={row.id}
                id={`${name}-${index}`}
                index={index}
                top={start}
                row={row}
                nowMs={nowMs}
                active={index === active}
                chosen={chosen.has(row.id)}
                testing={run.state === 'running' ? run.items.get(row.id) : undefined}
                onChoose={choose}
                onOpen={onOpen}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function toggled(before: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(before);
  for (const id of ids) if (!next.delete(id)) next.add(id);
  return next;
}
