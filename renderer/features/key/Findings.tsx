import type { CredentialDetail } from '../../../core/contract/credentials';
import { severities, type FindingKind } from '../../../core/contract/words';
import { severityWords } from '../../lib/words';
import { texts } from '../../texts';
import { findingIcons } from '../../ui/findingIcons';
import { Icon } from '../../ui/Icon';
import { RestsOn } from '../../ui/RestsOn';
import { Section } from '../../ui/Page';
import styles from './Findings.module.css';

const t = texts.key.findings;

/** Told above, with the diagnosis itself. */
const diagnosed: ReadonlySet<FindingKind> = new Set(['testFailed', 'clockOff', 'wrongRegion']);

/** What is wrong or risky, the worst first; each with why it matters and the next step. A failed test stands above, with its cause. */
export function Findings({ detail }: { detail: CredentialDetail }) {
  const findings = detail.findings
    .filter(({ kind }) => !diagnosed.has(kind) || detail.diagnosis === null)
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  if (findings.length === 0 && detail.diagnosis !== null) return null;
  return (
    <Section title={t.title}>
      {findings.length === 0 ? (
        <Nothing detail={detail} />
      ) : (
        <ul className={styles.list}>
          {findings.map((finding) => (
            <li key={finding.kind} className={styles.finding} data-severity={finding.severity}>
              <Icon name={findingIcons[finding.kind]} />
              <div className={styles.words}>
                <p className={styles.head}>
                  <span className={styles.title}>{finding.title}</span>
                  <span className={styles.severity}>{severityWords[finding.severity]}</span>
                </p>
                <p>{finding.reason}</p>
                <p className={styles.next}>
                  <span className={styles.nextLabel}>{t.next}</span> {finding.next}
                </p>
                <RestsOn evidence={finding.evidence} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Found nothing, could not look everywhere, or never looked: three different things. */
function Nothing({ detail }: { detail: CredentialDetail }) {
  const { report } = detail;
  const untold = report !== null && (report.ip.state === 'unknown' || Object.values(report.rights).includes('unknown'));
  const [icon, title, text] =
    report === null
      ? (['unknown', t.untested, t.untestedText] as const)
      : untold
        ? (['unknown', t.unsure, t.unsureText] as const)
        : (['check', t.none, t.noneText] as const);
  return (
    <div className={styles.none}>
      <Icon name={icon} />
      <div>
        <p className={styles.title}>{title}</p>
        <p className={styles.muted}>{text}</p>
      </div>
    </div>
  );
}
