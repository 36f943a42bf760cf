import type { ReactNode } from 'react';
import { SwitchButton, SwitchField, Text } from 'react-aria-components';
import styles from './Switch.module.css';

interface Props {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}

/** On or off, at once, with what it means. */
export function Switch({ label, hint, isOn, isDisabled = false, onChange }: Props) {
  return (
    <SwitchField className={styles.field ?? ''} isSelected={isOn} isDisabled={isDisabled} onChange={onChange}>
      <SwitchButton className={styles.button ?? ''}>
        <span className={styles.track} aria-hidden="true" />
        {label}
      </SwitchButton>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
    </SwitchField>
  );
}
