import { Button } from 'react-aria-components';
import { number } from '../lib/plural';
import { texts } from '../texts';
import { Brand, Icon, type IconName } from '../ui/Icon';
import styles from './Navigation.module.css';
import { useGo, type Route } from './route';
import { modifier } from './useShortcuts';

const t = texts.app;

/** To add a screen to the navigation: a row here. */
const places = [
  { screen: 'keys', icon: 'keys', label: t.keys, also: ['key', 'add', 'rotate'] },
  { screen: 'calendar', icon: 'calendar', label: t.calendar, also: [] },
  { screen: 'health', icon: 'health', label: t.health, also: [] },
  { screen: 'activity', icon: 'activity', label: t.activity, also: [] },
  { screen: 'settings', icon: 'settings', label: t.settings, also: [] },
] as const satisfies readonly {
  screen: Route['screen'];
  icon: IconName;
  label: string;
  also: readonly Route['screen'][];
}[];

interface Props {
  route: Route;
  keys: number | null;
  locking: boolean;
  onLock: () => void;
  onHelp: () => void;
  onFind: () => void;
}

export function Navigation({ route, keys, locking, onLock, onHelp, onFind }: Props) {
  const go = useGo();
  return (
    <nav className={styles.nav} aria-label={t.navigation}>
      <p className={styles.brand}>
        <Brand size={22} />
        <span className={styles.name}>{t.name}</span>
      </p>
      <ul className={styles.places}>
        {places.map(({ screen, icon, label, also }) => {
          const here = route.screen === screen || (also as readonly string[]).includes(route.screen);
          return (
            <li key={screen}>
              <Button
                className={styles.place ?? ''}
                {...(here ? { 'aria-current': 'page' as const } : {})}
                onPress={() => go({ screen })}
              >
                <Icon name={icon} />
                <span className={styles.name}>{label}</span>
                {screen === 'keys' && keys !== null && (
                  <span className={[styles.count, styles.wide].join(' ')}>{number(keys)}</span>
                )}
              </Button>
            </li>
          );
        })}
      </ul>
      <div className={styles.foot}>
        <Button className={styles.place ?? ''} onPress={onFind}>
          <Icon name="search" />
          <span className={styles.name}>{t.find}</span>
          <kbd className={styles.wide}>{modifier} K</kbd>
        </Button>
        <Button className={styles.place ?? ''} onPress={onHelp}>
          <Icon name="unknown" />
          <span className={styles.name}>{t.shortcuts.title}</span>
          <kbd className={styles.wide}>?</kbd>
        </Button>
        <Button className={styles.place ?? ''} onPress={onLock}>
          <Icon name="lock" />
          <span className={styles.name}>{locking ? t.locking : t.lock}</span>
          <kbd className={styles.wide}>{modifier} L</kbd>
        </Button>
      </div>
    </nav>
  );
}
