import type { CredentialDetail } from '../../../core/contract/credentials';
import { purposeWords } from '../../lib/words';
import { texts } from '../../texts';
import { Chip } from '../../ui/Chip';
import { ExchangeMark } from '../../ui/ExchangeMark';
import styles from './KeyScreen.module.css';

export function KeyTitle({ detail }: { detail: CredentialDetail }) {
  return (
    <span className={styles.title}>
      <ExchangeMark exchange={detail.exchange} name={detail.exchangeName} large />
      <span className={styles.names}>
        <span className={styles.label}>
          {detail.label}
          {detail.practice && <Chip tone="unsure">{texts.keys.practice}</Chip>}
        </span>
        <span className={styles.second}>
          {[detail.exchangeName, detail.account, purposeWords[detail.purpose].title].filter(Boolean).join(' · ')}
        </span>
      </span>
    </span>
  );
}
