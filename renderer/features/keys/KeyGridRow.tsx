import { memo } from 'react';
import type { CredentialRow, TestItem } from '../../../core/contract/credentials';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { Icon } from '../../ui/Icon';
import { FindingCell, IpCell, LifeCell, RightsCell, TestedCell } from './cells';
import styles from './KeyGrid.module.css';

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
          <span className={styles.label} title={row.label}>
            {row.label}
          </span>
          <span className={styles.second}>
            {row.practice && <Icon name="practice" size={13} />}
            <span>{[row.exchangeName, row.account].filter(Boolean).join(' · ')}</span>
            <code>··{row.keyEnding}</code>
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
