import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import styles from './Field.module.css';

interface Props extends Omit<TextFieldProps, 'children' | 'className' | 'style' | 'type'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  multiline?: boolean;
  placeholder?: string | undefined;
}

/** One line or several of plain text; never a secret, see SecretField. */
export function Field({ label, hint, error, multiline = false, placeholder = '', ...rest }: Props) {
  const box = [styles.input, multiline ? styles.area : ''].join(' ');
  return (
    <TextField {...rest} isInvalid={error !== undefined} className={styles.field ?? ''} autoComplete="off">
      <Label className={styles.label ?? ''}>{label}</Label>
      {multiline ? (
        <TextArea className={box} placeholder={placeholder} spellCheck={false} rows={4} />
      ) : (
        <Input className={box} placeholder={placeholder} spellCheck={false} />
      )}
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </TextField>
  );
}
