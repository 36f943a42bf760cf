import type { Approval, AskingProcess } from '../../../core/contract/approvals';
import { texts } from '../../texts';
import { Icon } from '../../ui/Icon';
import styles from './Approval.module.css';

const t = texts.approval;

/** Who asks, as far as the system tells, and who started it, the nearest first. */
export function Program({ program }: Pick<Approval, 'program'>) {
  if (program === null) return <p className={styles.program}>{t.namelessText}</p>;
  return (
    <div className={styles.program}>
      <p className={styles.head}>
        <Icon name="terminal" />
        <strong>{program.name}</strong>
        <span className={styles.muted}>{t.process(program.pid)}</span>
      </p>
      <p>{program.path === null ? t.noPath : <code>{program.path}</code>}</p>
      {program.parents.length > 0 && (
        <>
          <p className={styles.muted}>{t.startedBy}</p>
          <ol className={styles.parents}>
            {program.parents.map((parent) => (
              <Parent key={parent.pid} {...parent} />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

const Parent = ({ name, pid, path }: AskingProcess) => (
  <li title={path ?? t.noPath}>
    {name} <span className={styles.muted}>{t.process(pid)}</span>
  </li>
);
