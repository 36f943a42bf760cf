import type { ReactNode } from 'react';
import styles from './Page.module.css';

/** Title, actions and a scrolling body; the same on every screen, so that nothing moves from one to the next. */
export function Page({
  title,
  aside,
  actions,
  before,
  children,
  fixed = false,
}: {
  title: ReactNode;
  aside?: ReactNode;
  actions?: ReactNode;
  before?: ReactNode;
  children: ReactNode;
  /** The screen scrolls by itself (a virtual list). */
  fixed?: boolean;
}) {
  return (
    <div className={[styles.page, fixed ? styles.fixed : ''].join(' ')}>
      {before !== undefined && <div className={styles.before}>{before}</div>}
      <header className={styles.header}>
        <div className={styles.heading}>
          <h1 className={styles.title} tabIndex={-1}>
            {title}
          </h1>
          {aside}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
