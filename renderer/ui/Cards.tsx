import type { ReactNode } from 'react';
import { Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components';
import styles from './Cards.module.css';
import { Icon, type IconName } from './Icon';

export interface Choice<T extends string> {
  readonly value: T;
  readonly title: string;
  readonly text: ReactNode;
  readonly icon?: IconName;
  readonly badge?: string;
}

interface Props<T extends string> {
  label: string;
  hideLabel?: boolean;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
  columns?: 1 | 2 | 3;
}

/** One of a few, each with what it means. */
export function Cards<T extends string>({ label, hideLabel = false, choices, value, onChange, columns = 1 }: Props<T>) {
  return (
    <RadioGroup
      className={styles.group ?? ''}
      value={value}
      onChange={(next) => onChange(next as T)}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className={styles.label ?? ''}>{label}</Label>}
      <div className={[styles.cards, styles[`columns${columns}`]].join(' ')}>
        {choices.map((choice) => (
          <RadioField key={choice.value} value={choice.value} className={styles.field ?? ''} aria-label={choice.title}>
            <RadioButton className={styles.card ?? ''}>
              <span className={styles.head}>
                {choice.icon === undefined ? (
                  <span className={styles.title}>{choice.title}</span>
                ) : (
                  <Icon name={choice.icon} size={20} />
                )}
                {choice.badge !== undefined && <span className={styles.badge}>{choice.badge}</span>}
                <span className={styles.dot} />
              </span>
              {choice.icon !== undefined && <span className={styles.title}>{choice.title}</span>}
              <Text slot="description" className={styles.text ?? ''}>
                {choice.text}
              </Text>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
