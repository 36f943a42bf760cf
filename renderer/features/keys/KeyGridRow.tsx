import { memo } from 'react';
import type { CredentialRow, TestItem } from '../../../core/contract/credentials';
import { texts } from '../../texts';
import { Chip } from '../../ui/Chip';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { FindingCell, IpCell, LifeCell, RightsCell, TestedCell } from './cells';
import styles from './KeyGrid.module.css';

const t = texts.keys;

interface Props {
  id: string;
  index: number;
  top: number;
  row: CredentialRow;
  nowMs: number;
  active: boolean;
  chosen: boolean;
  testing: TestItem['state'] | undefined;
  onChoose: (index: number, extend: boolean) => void;
  onOpen: (id: string) => void;
}

/** Drawn anew only when something of it changed; every property is a value or a function that stays. */
export const KeyGridRow = memo(KeyGridRowNow);

function KeyGridRowNow({ id, index, top, row, nowMs, active, chosen, testing, onChoose, onOpen }: Props) {
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-active={active || undefined}
      className={[styles.row, styles.line].join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(row.id)}
    >
      <span
        role="gridcell"
        className={styles.choose}
        onClick={(event) => {
          event.stopPropagation();
          onChoose(index, event.shiftKey);
        }}
      >
        {/* The keyboard chooses rows with the space bar; this box is for the mouse. */}
        <span className={styles.box} data-checked={chosen || undefined} aria-hidden="true" />
      </span>
      <span role="gridcell" className={styles.key}>
        <ExchangeMark exchange={row.exchange} name={row.exchangeName} />
        <span className={styles.names}>
          <span className={styles.label}>
            <span>{row.label}</span>
            {row.practice && <Chip tone="unsure">{t.practice}</Chip>}
          </span>
          <span className={styles.second}>
            {row.exchangeName}
            {row.account !== '' && ` · ${row.account}`}
            <code> ····{row.keyEnding}</code>
          </span>
        </span>
      </span>
      <span role="gridcell" className={styles.rights}>
        <RightsCell rights={row.rights} />
      </span>
      <span role="gridcell" className={styles.ip}>
        <IpCell ip={row.ip} />
      </span>
      <span role="gridcell" className={styles.life}>
        <LifeCell row={row} nowMs={nowMs} />
      </span>
      <span role="gridcell" className={styles.tested}>
        <TestedCell row={row} testing={testing} />
      </span>
      <span role="gridcell" className={styles.finding}>
        <FindingCell row={row} />
      </span>
    </div>
  );
}
