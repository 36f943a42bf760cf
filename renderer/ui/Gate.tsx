import type { ReactNode } from 'react';
import { Busy } from './Button';
import styles from './Gate.module.css';
import { Brand } from './Icon';

/** The calm page before the vault is open: first run, lock, keychain trouble. */
export function Gate({
  title,
  lead,
  busy,
  wide = false,
  step,
  footer,
  children,
}: {
  title?: string;
  lead?: ReactNode;
  busy?: string;
  wide?: boolean;
  step?: string;
  footer?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <main className={styles.gate}>
      <div className={[styles.inner, wide ? styles.wide : ''].join(' ')}>
        <div className={styles.brand}>
          <Brand size={28} />
          <span>Keyhaven</span>
          {step !== undefined && <span className={styles.step}>{step}</span>}
        </div>
        {title !== undefined && <h1 className={styles.title}>{title}</h1>}
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {busy !== undefined && (
          <div className={styles.busy}>
            <Busy label={busy} />
          </div>
        )}
        {children}
        {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      </div>
    </main>
  );
}
