import type { Failure } from '../lib/bridge';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Notice.module.css';

const icons = { info: 'info', warn: 'notice', danger: 'danger' } as const satisfies Record<string, IconName>;

interface Props {
  tone?: keyof typeof icons;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Said at once by a screen reader; for what has just happened. */
  alert?: boolean;
}

export function Notice({ tone = 'info', title, children, actions, alert = false }: Props) {
  return (
    <div className={[styles.notice, styles[tone]].join(' ')} role={alert ? 'alert' : undefined}>
      <Icon name={icons[tone]} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children !== undefined && <div className={styles.body}>{children}</div>}
      </div>
      {Boolean(actions) && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** What happened, what to do next, and the code under which it can be looked up. */
export function FailureNotice({ failure, actions }: { failure: Failure; actions?: ReactNode }) {
  return (
    <Notice tone="danger" title={failure.message} actions={actions} alert>
      {failure.hint} <code className={styles.code}>{failure.code}</code>
    </Notice>
  );
}
