import { useQuery } from '@tanstack/react-query';
import type { VaultStatus } from '../../../core/contract/vault';
import { failureOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { FailureNotice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { About } from './About';
import { AppearanceChoice } from './AppearanceChoice';
import { Bin } from './Bin';
import { Desktop } from './Desktop';
import { Group } from './Group';
import { Locking } from './Locking';
import { Opening } from './Opening';
import { Practice } from './Practice';
import { Reminders } from './Reminders';
import { Rotation } from './Rotation';
import styles from './SettingsScreen.module.css';

const t = texts.settings;

export function SettingsScreen({ status }: { status: VaultStatus }) {
  const info = useQuery(queries.info);
  return (
    <Page title={t.title}>
      {info.error !== null && <FailureNotice failure={failureOf(info.error)} />}
      <div className={styles.groups}>
        <Opening status={status} />
        <Locking />
        <Rotation />
        {info.data !== undefined && <Desktop info={info.data} />}
        {info.data !== undefined && <Reminders preferences={info.data.preferences} />}
        <Group title={t.clipboard.title} section="clipboard">
          <p>{t.clipboard.text}</p>
        </Group>
        <Bin />
        <Practice />
        {info.data !== undefined && <AppearanceChoice appearance={info.data.preferences.appearance} />}
        {info.data !== undefined && <About info={info.data} />}
      </div>
    </Page>
  );
}
