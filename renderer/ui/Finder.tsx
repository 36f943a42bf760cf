import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Finder.module.css';
import { Icon } from './Icon';

interface Props<T> {
  label: string;
  placeholder: string;
  list: string;
  find: string;
  onFind: (find: string) => void;
  items: readonly T[];
  keyOf: (item: T) => string;
  show: (item: T, active: boolean) => ReactNode;
  onChoose: (item: T) => void;
  /** Keys beside the arrows and Enter; true where it was taken. */
  onKey?: (event: KeyboardEvent, item: T | undefined) => boolean;
  nothing: string;
}

/**
 * A field that finds, and what fits below it. The focus stays in the field, so that a person types on at any time; the
 * first that fits is pointed at, the arrows point elsewhere, Enter takes it.
 */
export function Finder<T>(props: Props<T>) {
  const { items, keyOf, onChoose, onKey, find } = props;
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ find, key: '' });
  // What is typed anew points at the first again; what is added meanwhile moves nothing from under the person's hand.
  const active =
    at.find === find
      ? Math.max(
          0,
          items.findIndex((item) => keyOf(item) === at.key),
        )
      : 0;
  const pointAt = (item: T | undefined) => setAt({ find, key: item === undefined ? '' : keyOf(item) });
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, items]);

  const press = (event: KeyboardEvent) => {
    const item = items[active];
    const moved = { ArrowDown: active + 1, ArrowUp: active - 1 }[event.key];
    if (onKey?.(event, item) === true) event.preventDefault();
    else if (moved !== undefined && items.length > 0) {
      event.preventDefault();
      pointAt(items[(moved + items.length) % items.length]);
    } else if (event.key === 'Enter' && item !== undefined) {
      event.preventDefault();
      onChoose(item);
    }
  };

  return (
    <div className={styles.finder}>
      <div className={styles.find}>
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={props.label}
          aria-expanded="true"
          aria-controls={`${name}-list`}
          aria-autocomplete="list"
          aria-activedescendant={items.length === 0 ? undefined : `${name}-${active}`}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          placeholder={props.placeholder}
          value={find}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => props.onFind(event.target.value)}
          onKeyDown={press}
        />
      </div>
      <div ref={list} id={`${name}-list`} className={styles.list} role="listbox" aria-label={props.list}>
        {items.map((item, index) => (
          <div
            key={keyOf(item)}
            id={`${name}-${index}`}
            role="option"
            aria-selected={index === active}
            className={styles.item}
            onPointerMove={() => {
              if (index !== active) pointAt(item);
            }}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
          >
            {props.show(item, index === active)}
          </div>
        ))}
      </div>
      <p className={items.length === 0 ? styles.nothing : styles.hidden} role="status">
        {items.length === 0 ? props.nothing : ''}
      </p>
    </div>
  );
}
