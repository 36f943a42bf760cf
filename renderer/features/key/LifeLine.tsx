import type { ReactNode } from 'react';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { lifeOf } from '../../lib/life';
import { day, type Instant } from '../../lib/time';
import { useNow } from '../../lib/useNow';
import { texts } from '../../texts';
import { LifeRing } from '../../ui/LifeRing';
import { Section } from '../../ui/Page';
import { Time } from '../../ui/Time';
import styles from './Facts.module.css';
import { Lives } from './Lives';

const t = texts.key.life;

export function LifeLine({ detail }: { detail: CredentialDetail }) {
  return (
    <Section title={t.title}>
      <Lives detail={detail} />
      <dl className={styles.facts}>
        <Fact name={t.made}>{orUnknown(detail.report?.created)}</Fact>
        <Fact name={t.added}>
          <Time at={detail.added} />
        </Fact>
        <Fact name={t.tested}>{detail.tested === null ? t.notYet : <Time at={detail.tested} />}</Fact>
        <Fact name={t.lastUsed}>{orUnknown(detail.report?.lastUsed)}</Fact>
        <Ends name={t.tradingLapses} at={detail.tradingLapses} />
        {detail.expires === 'never' || detail.expires === 'unknown' ? (
          <Fact name={t.expires}>
            {detail.expires === 'never' ? t.never : detail.answers.ends === 'rule' ? t.byRule : t.unknown}
          </Fact>
        ) : (
          <Ends name={t.expires} at={detail.expires} />
        )}
      </dl>
    </Section>
  );
}

const orUnknown = (at: Instant | null | undefined) => (at === null || at === undefined ? t.unknown : <Time at={at} />);

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A date on which something ends, with its ring; nothing where the exchange has no such date. */
function Ends({ name, at }: { name: string; at: Instant | null }) {
  const life = lifeOf({ expires: at, tradingLapses: null }, useNow());
  if (at === null || life.kind !== 'ends') return null;
  return (
    <Fact name={name}>
      <span className={styles.ends}>
        <LifeRing daysLeft={life.daysLeft} />
        <span>
          <strong>{t.left(life.daysLeft)}</strong> {day(at)}
        </span>
      </span>
    </Fact>
  );
}
