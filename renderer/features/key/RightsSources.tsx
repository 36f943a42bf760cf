import type { CredentialDetail } from '../../../core/contract/credentials';
import { count } from '../../lib/plural';
import { texts } from '../../texts';
import { Time } from '../../ui/Time';
import styles from './RightsPicture.module.css';

const t = texts.key.rights.sources;

/** Where each column of the picture comes from, and when. */
export function RightsSources({ report, throughTokens }: Pick<CredentialDetail, 'report' | 'throughTokens'>) {
  return (
    <dl className={styles.sources}>
      <div>
        <dt>{t.granted}</dt>
        <dd>
          {report === null ? (
            t.notAsked
          ) : (
            <>
              {t.how[report.how ?? 'told']} <code>{report.evidence[0]?.endpoint ?? t.answer}</code>{' '}
              <Time at={report.asked} />
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t.used}</dt>
        <dd>
          {throughTokens === null ? (
            t.noToken
          ) : (
            <>
              {t.through(count(throughTokens.tokens, 'token'))}{' '}
              {throughTokens.lastUsed === null ? t.notYet : <Time at={throughTokens.lastUsed} />}. {t.past}
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t.seen}</dt>
        <dd>{report?.lastUsed ? <Time at={report.lastUsed} /> : t.untold}</dd>
      </div>
    </dl>
  );
}
