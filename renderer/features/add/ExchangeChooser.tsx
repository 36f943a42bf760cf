import { useRef, useState, type KeyboardEvent } from 'react';
import { Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import { searchExchanges } from '../../../core/contract/exchange-search';
import type { ExchangeInfo } from '../../../core/contract/exchanges';
import { texts } from '../../texts';
import { ExchangeMark } from '../../ui/ExchangeMark';
import { Icon } from '../../ui/Icon';
import styles from './ExchangeChooser.module.css';
import { isPractice } from './practice';

const t = texts.add.exchange;

interface Props {
  exchanges: readonly ExchangeInfo[];
  /** Ids of the exchanges whose keys were added last, the newest first. */
  recent: readonly string[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** In the search the down arrow goes into the list, and Enter takes its first exchange. */
export function ExchangeChooser({ exchanges, recent, chosen, onChoose }: Props) {
  const [find, setFind] = useState('');
  const listed = useRef<HTMLDivElement>(null);
  const fitting = searchExchanges(exchanges, find, recent);

  const steer = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      listed.current?.querySelector<HTMLElement>('[role=option]')?.focus();
    }
    if (event.key === 'Enter' && find !== '' && fitting[0] !== undefined) onChoose(fitting[0].id);
  };

  return (
    <section className={styles.chooser}>
      <h2 className={styles.title}>{t.title}</h2>
      <SearchField
        className={styles.find ?? ''}
        aria-label={t.find}
        value={find}
        onChange={setFind}
        onKeyDown={steer}
        autoFocus
      >
        <Icon name="search" />
        <Input placeholder={t.find} />
      </SearchField>
      <ListBox
        ref={listed}
        className={styles.list ?? ''}
        aria-label={t.list}
        items={fitting}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : [...keys];
          if (typeof id === 'string') onChoose(id);
        }}
        renderEmptyState={() => (
          <div className={styles.none}>
            <p>{t.none}</p>
            <p>{t.noneHint}</p>
          </div>
        )}
      >
        {({ id, name, support }) => (
          <ListBoxItem id={id} textValue={name} className={styles.exchange ?? ''}>
            <ExchangeMark exchange={id} name={name} />
            <span className={styles.names}>
              <span className={styles.name}>{name}</span>
              <span className={styles.support}>{isPractice(id) ? t.practice : t[support]}</span>
            </span>
          </ListBoxItem>
        )}
      </ListBox>
    </section>
  );
}
