import type { SubmitEvent, ReactNode } from 'react';
import styles from './Form.module.css';

export function Form({
  onSubmit,
  children,
  label,
}: {
  onSubmit: (event: SubmitEvent) => void;
  children: ReactNode;
  label?: string;
}) {
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate autoComplete="off" aria-label={label}>
      {children}
    </form>
  );
}

export function FormButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
