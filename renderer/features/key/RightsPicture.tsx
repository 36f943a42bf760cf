import type { CredentialDetail } from '../../../core/contract/credentials';
import { rights } from '../../../core/contract/words';
import { grantedWords, needWords, purposeWords, rightWords } from '../../lib/words';
import { texts } from '../../texts';
import { Section } from '../../ui/Page';
import { AnswerFrom } from './AnswerFrom';
import table from '../../ui/RightsTable.module.css';
import styles from './RightsPicture.module.css';
import { RightsSources } from './RightsSources';
import { Used } from './Used';
import { verdictOf } from './verdict';

const t = texts.key.rights;

type Shown = Pick<CredentialDetail, 'report' | 'answers' | 'needs' | 'purpose' | 'throughTokens'>;

/**
 * Every right in one row: a full disc for what is granted, a diamond for what the purpose wants, a bar for what was used
 * through tokens, and what follows. Below, where each column comes from.
 */
export function RightsPicture({ detail }: { detail: Shown }) {
  const { report, answers, needs, purpose, throughTokens } = detail;
  return (
    <Section title={t.title}>
      {report === null && <p className={styles.muted}>{t.none}</p>}
      <div className={table.frame}>
        <table className={styles.table}>
          <caption className={styles.caption}>{t.caption(purposeWords[purpose].whom)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.right}</th>
              <th scope="col">{t.granted[report?.how ?? 'told']}</th>
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
                    <span className={styles.disc} data-granted={granted} aria-hidden="true" /> {grantedWords[granted]}{' '}
                    <AnswerFrom from={answers.rights[right]} />
                  </td>
                  <td>
                    <span className={styles.want} data-need={need} aria-hidden="true" /> {needWords[need]}
                  </td>
                  <td className={styles.used}>
                    <Used right={right} throughTokens={throughTokens} />
                  </td>
                  <td className={styles.verdict}>{t.verdicts[verdict]}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <RightsSources report={report} throughTokens={throughTokens} />
      {report?.granularity === 'coarse' && report.how !== 'probed' && <p className={styles.muted}>{t.coarse}</p>}
    </Section>
  );
}
