import type { CredentialDetail } from '../../../core/contract/credentials';
import { rights } from '../../../core/contract/words';
import { grantedWords, needWords, purposeWords, rightWords } from '../../lib/words';
import { texts } from '../../texts';
import { VisuallyHidden } from 'react-aria-components';
import { Section } from '../../ui/Page';
import styles from './RightsPicture.module.css';
import { verdictOf } from './verdict';

const t = texts.key.rights;

/**
 * Every right in one row: a full disc for what is granted, a ring for what the purpose wants, and what follows from the
 * two. Whether a right was ever used no exchange tells, so that column says so.
 */
export function RightsPicture({ report, needs, purpose }: Pick<CredentialDetail, 'report' | 'needs' | 'purpose'>) {
  return (
    <Section title={t.title}>
      {report === null && <p className={styles.muted}>{t.none}</p>}
      <div className={styles.frame}>
        <table className={styles.table}>
          <caption className={styles.caption}>{t.caption(purposeWords[purpose].whom)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.right}</th>
              <th scope="col">{t.granted}</th>
              <th scope="col">{t.needed}</th>
              <th scope="col" className={styles.used}>
                {t.used}
              </th>
              <th scope="col">{t.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {rights.map((right) => {
              const granted = report?.rights[right] ?? 'unknown';
              const need = needs[right];
              const verdict = report === null ? 'off' : verdictOf(right, granted, need);
              return (
                <tr key={right} data-verdict={verdict} data-off={(granted === 'no' && need !== 'needed') || undefined}>
                  <th scope="row" title={rightWords[right].long}>
                    {rightWords[right].short}
                  </th>
                  <td>
                    <span className={styles.disc} data-granted={granted} aria-hidden="true" /> {grantedWords[granted]}
                  </td>
                  <td>
                    <span className={styles.want} data-need={need} aria-hidden="true" /> {needWords[need]}
                  </td>
                  <td className={styles.used} title={t.usedWhy}>
                    <span className={styles.disc} data-granted="unknown" aria-hidden="true" />
                    <VisuallyHidden>{t.usedUnknown}</VisuallyHidden>
                  </td>
                  <td className={styles.verdict}>{t.verdicts[verdict]}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {report?.granularity === 'coarse' && <p className={styles.muted}>{t.coarse}</p>}
    </Section>
  );
}
