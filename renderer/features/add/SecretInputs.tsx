import type { ExchangeField } from '../../../core/contract/exchanges';
import type { FieldName } from '../../../core/contract/words';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { SecretField, type SecretInput } from '../../ui/SecretField';
import styles from './KeyForm.module.css';

const t = texts.add.form;

interface Props {
  fields: readonly ExchangeField[];
  /** Fields that main holds from a pasted text, masked. */
  held: ReadonlyMap<FieldName, string>;
  missing: ReadonlySet<FieldName>;
  register: (name: FieldName, input: SecretInput | null) => void;
  onType: (name: FieldName) => void;
  onReplace: (name: FieldName) => void;
}

/** Exactly the fields that this exchange needs, in its own words. */
export function SecretInputs({ fields, held, missing, register, onType, onReplace }: Props) {
  return fields.map(({ name, label, hint, required, secret, multiline }) => {
    const masked = held.get(name);
    if (masked !== undefined) {
      return (
        <div key={name} className={styles.held}>
          <span className={styles.heldLabel}>{label}</span>
          <div className={styles.heldValue}>
            <code>{masked}</code>
            <span>{t.filled}</span>
            <Button kind="quiet" small onPress={() => onReplace(name)} aria-label={`${t.replace}: ${label}`}>
              {t.replace}
            </Button>
          </div>
        </div>
      );
    }
    return (
      <SecretField
        key={name}
        label={label}
        hint={hint}
        multiline={multiline}
        visible={!secret}
        error={missing.has(name) ? t.missing(label) : undefined}
        inputRef={(input) => register(name, input)}
        onType={() => onType(name)}
        {...(required ? {} : { optional: t.optional })}
      />
    );
  });
}
