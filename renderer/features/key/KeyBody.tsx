import type { CredentialDetail } from '../../../core/contract/credentials';
import { texts } from '../../texts';
import { Chip } from '../../ui/Chip';
import { Columns } from '../../ui/Columns';
import { Notice } from '../../ui/Notice';
import { Section } from '../../ui/Page';
import { DiagnosisNote } from './DiagnosisNote';
import { Due } from './Due';
import { Evidence } from './Evidence';
import { Fields } from './Fields';
import { Findings } from './Findings';
import { IpList } from './IpList';
import styles from './KeyScreen.module.css';
import { LifeLine } from './LifeLine';
import { MovedNote } from './MovedNote';
import { ProbeTrade } from './ProbeTrade';
import { RemoveKey } from './RemoveKey';
import { RightsPicture } from './RightsPicture';
import { WayOut } from './WayOut';

const t = texts.key;

export function KeyBody({
  detail,
  testing,
  justAdded,
}: {
  detail: CredentialDetail;
  testing: boolean;
  justAdded: boolean;
}) {
  return (
    <>
      {justAdded && <Notice title={testing || detail.tested === null ? t.stored : t.storedTested} alert />}
      <Columns
        main={
          <>
            {detail.diagnosis !== null && <DiagnosisNote failed={{ ...detail, diagnosis: detail.diagnosis }} />}
            <MovedNote detail={detail} />
            <Findings detail={detail} />
            <RightsPicture detail={detail} />
            <ProbeTrade detail={detail} />
          </>
        }
        side={
          <>
            <Fields id={detail.id} fields={detail.fields} />
            <Due detail={detail} />
            <IpList ip={detail.ip} />
            {!detail.practice && <WayOut egress={detail.egress} />}
            <LifeLine detail={detail} />
            <Evidence report={detail.report} />
            {detail.tags.length > 0 && (
              <Section title={t.tags}>
                <ul className={styles.tags}>
                  {detail.tags.map((tag) => (
                    <li key={tag}>
                      <Chip>{tag}</Chip>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {detail.notes !== '' && (
              <Section title={t.notes}>
                <p className={styles.notes}>{detail.notes}</p>
              </Section>
            )}
            <RemoveKey detail={detail} />
          </>
        }
      />
    </>
  );
}
