import type { ReactNode } from 'react';
import type { SettingsSection } from './sections';
import styles from './SettingsScreen.module.css';

interface Props {
  title: string;
  section: SettingsSection;
  children: ReactNode;
}

export function Group({ title, section, children }: Props) {
  return (
    <section className={styles.group} id={`settings-${section}`}>
      <h2 tabIndex={-1}>{title}</h2>
      <div className={styles.content}>{children}</div>
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
