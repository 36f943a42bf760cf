import type { CredentialDetail } from '../../../core/contract/credentials';
import { texts } from '../../texts';
import { Icon } from '../../ui/Icon';
import { Section } from '../../ui/Page';
import styles from './Facts.module.css';

const t = texts.key.ip;

export function IpList({ ip }: Pick<CredentialDetail, 'ip'>) {
  if (ip === null) return null;
  if (ip.state === 'restricted') {
    return (
      <Section title={t.title}>
        <p className={styles.lead}>
          <Icon name="lock" /> {t.restricted}
        </p>
        {ip.list === null ? (
          <p className={styles.muted}>{t.hiddenList}</p>
        ) : (
          <ul className={styles.addresses}>
            {ip.list.map((address) => (
              <li key={address}>
                <code>{address}</code>
              </li>
            ))}
          </ul>
        )}
      </Section>
    );
  }
  return (
    <Section title={t.title}>
      <p className={styles.lead} data-tone={ip.state === 'open' ? 'warn' : undefined}>
        <Icon name={ip.state === 'open' ? 'unlocked' : 'unknown'} /> {t[ip.state]}
      </p>
      <p className={styles.muted}>{ip.state === 'open' ? t.openText : t.unknownText}</p>
    </Section>
  );
}
