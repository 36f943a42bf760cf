import type { AppInfo } from '../../../core/contract/app';
import { texts } from '../../texts';
import { Fact, Group } from './Group';
import styles from './SettingsScreen.module.css';

const t = texts.settings.about;

export function About({ info }: { info: AppInfo }) {
  return (
    <Group title={t.title} section="about">
      <dl className={styles.facts}>
        <Fact name={t.version}>{info.version}</Fact>
        <Fact name={t.runtime}>{`${t.runtimes[info.runtime]} ${info.runtimeVersion}`}</Fact>
        <Fact name={t.platform}>{info.platform}</Fact>
        <Fact name={t.folder}>
          <code>{info.dataFolder}</code>
        </Fact>
        <Fact name={t.realKeys}>{info.realKeysAllowed ? t.allowed : t.notAllowed}</Fact>
      </dl>
    </Group>
  );
}
