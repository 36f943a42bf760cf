import type { CredentialRow, TestItem } from '../../../core/contract/credentials';
import { rights as allRights } from '../../../core/contract/words';
import { day } from '../../lib/time';
import { lifeOf, soonDays } from '../../lib/life';
import { rightWords, severityWords } from '../../lib/words';
import { texts } from '../../texts';
import { Busy } from '../../ui/Button';
import { Chip, type Tone } from '../../ui/Chip';
import { Icon } from '../../ui/Icon';
import { LifeRing } from '../../ui/LifeRing';
import { Time } from '../../ui/Time';
import styles from './cells.module.css';

const t = texts.keys;
const mostChips = 3;

/** What the key may do, the most dangerous first. A withdraw right that nobody could tell is said, never left out. */
export function RightsCell({ rights }: { rights: CredentialRow['rights'] }) {
  if (rights === null) return <span className={styles.quiet}>{t.notTested}</span>;
  const granted = allRights.filter((right) => right !== 'withdraw' && rights[right] === 'yes');
  const room = rights.withdraw === 'no' ? mostChips : mostChips - 1;
  const shown = granted.length > room ? granted.slice(0, room - (room > 1 ? 1 : 0)) : granted;
  return (
    <>
      {rights.withdraw === 'yes' && <Chip tone="danger">{rightWords.withdraw.short}</Chip>}
      {rights.withdraw === 'unknown' && (
        <span title={t.unsureTitle}>
          <Chip tone="unsure">{t.unsure(rightWords.withdraw.short)}</Chip>
        </span>
      )}
      {shown.map((right) => (
        <Chip key={right}>{rightWords[right].short}</Chip>
      ))}
      {granted.length > shown.length && (
        <span title={granted.map((right) => rightWords[right].short).join(', ')}>
          <Chip>{t.more(granted.length - shown.length)}</Chip>
        </span>
      )}
    </>
  );
}

export function IpCell({ ip }: { ip: CredentialRow['ip'] }) {
  if (ip === null) return <span className={styles.quiet}>{t.life.notAsked}</span>;
  if (ip.state === 'open') {
    return (
      <span className={styles.warn}>
        <Icon name="unlocked" size={14} /> {t.ip.open}
      </span>
    );
  }
  if (ip.state === 'unknown') return <span className={styles.quiet}>{t.ip.unknown}</span>;
  return (
    <span className={styles.calm} title={ip.list?.join('\n')}>
      <Icon name="lock" size={14} /> {ip.list === null ? t.ip.restricted : t.ip.listed(ip.list.length)}
    </span>
  );
}

export function LifeCell({ row, nowMs }: { row: CredentialRow; nowMs: number }) {
  const life = lifeOf(row, nowMs);
  if (life.kind !== 'ends') return <span className={styles.quiet}>{t.life[life.kind]}</span>;
  return (
    <span className={styles.life} title={life.text === '' ? day(life.at) : `${day(life.at)}: ${life.text}`}>
      <LifeRing daysLeft={life.daysLeft} />
      <span>
        <span className={styles.days} data-figures data-soon={life.daysLeft <= soonDays || undefined}>
          {t.life.days(life.daysLeft)}
        </span>
        <span className={styles.why}>{t.life[life.why]}</span>
      </span>
    </span>
  );
}

export function TestedCell({ row, testing }: { row: CredentialRow; testing: TestItem['state'] | undefined }) {
  if (testing === 'running') {
    return (
      <span className={styles.running}>
        <Busy label={t.tested.running} /> {t.tested.running}
      </span>
    );
  }
  if (testing === 'waiting') return <span className={styles.quiet}>{t.tested.waiting}</span>;
  if (row.tested === null) return <span className={styles.quiet}>{t.tested.never}</span>;
  return (
    <span className={styles.tested}>
      {row.state === 'fails' && <span className={styles.failed}>{t.tested.fails}</span>}
      <span className={styles.quiet}>
        <Time at={row.tested} />
      </span>
    </span>
  );
}

const tones = { critical: 'danger', high: 'warn', medium: 'quiet', low: 'quiet' } as const satisfies Record<
  NonNullable<CredentialRow['worst']>,
  Tone
>;

export function FindingCell({ row }: { row: CredentialRow }) {
  if (row.worst === null)
    return <span className={styles.quiet}>{row.tested === null ? t.life.notAsked : t.noFinding}</span>;
  return (
    <>
      <Chip tone={tones[row.worst]} {...(row.worst === 'critical' ? { icon: 'danger' as const } : {})}>
        {severityWords[row.worst]}
      </Chip>
      {row.findings > 1 && <span className={styles.quiet}>{t.more(row.findings - 1)}</span>}
    </>
  );
}
