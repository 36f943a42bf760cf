import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { LockScope } from '../../core/contract/lock';
import type { VaultStatus } from '../../core/contract/vault';
import { ActivityScreen } from '../features/activity/ActivityScreen';
import { AddScreen } from '../features/add/AddScreen';
import { CalendarScreen } from '../features/calendar/CalendarScreen';
import { HealthScreen } from '../features/health/HealthScreen';
import { KeyScreen } from '../features/key/KeyScreen';
import { KeysScreen } from '../features/keys/KeysScreen';
import { firstView } from '../features/keys/view';
import { Palette } from '../features/palette/Palette';
import { RotateScreen } from '../features/rotate/RotateScreen';
import { SettingsScreen } from '../features/settings/SettingsScreen';
import { keyhaven } from '../lib/bridge';
import { forgetEverything } from '../lib/queries';
import { onTestEnd } from '../lib/testRun';
import { useAction } from '../lib/useAction';
import { onWish } from '../lib/wish';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { sayFailure } from '../ui/Toasts';
import { ErrorBoundary } from './ErrorBoundary';
import { Help } from './Help';
import { Navigation } from './Navigation';
import { GoContext, type Route } from './route';
import styles from './Shell.module.css';
import { tellTestEnd } from './tellTestEnd';
import { useShortcuts } from './useShortcuts';

const t = texts.app;

/** The open vault: navigation at the left, one screen at the right. */
export function Shell({ start, status }: { start: Route; status: VaultStatus }) {
  const [route, go] = useState<Route>(start);
  const [helping, setHelping] = useState(false);
  const [finding, setFinding] = useState(false);
  // Kept here, so that coming back from a key finds the list as it was left.
  const [view, setView] = useState(firstView);
  const main = useRef<HTMLElement>(null);

  const lock = useAction(
    useCallback(async (stops?: LockScope) => {
      const answer = await keyhaven.vault.lock(stops === undefined ? {} : { stops });
      if (answer.ok) await forgetEverything();
      else sayFailure(answer.error);
    }, []),
  );

  useEffect(() => onTestEnd(tellTestEnd), []);
  useEffect(
    () => onWish(({ credential }) => go(credential === null ? { screen: 'keys' } : { screen: 'key', id: credential })),
    [],
  );
  useShortcuts({
    onLock: () => void lock.run(),
    onLockEverything: () => void lock.run('everything'),
    onPalette: () => setFinding(true),
    onHealth: () => go({ screen: 'health' }),
    onAdd: () => go({ screen: 'add' }),
    onHelp: () => setHelping(true),
    onFind: () => {
      // Drawn at once, so that the next letter typed already lands in the field.
      if (route.screen !== 'keys') flushSync(() => go({ screen: 'keys' }));
      main.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus();
    },
    onBack: () => {
      if (route.screen === 'key' || route.screen === 'add') go({ screen: 'keys' });
      if (route.screen === 'rotate') go({ screen: 'key', id: route.id });
    },
  });

  // A new screen begins at its title, for the keyboard and for a screen reader; not at the first one.
  const shown = useRef(route);
  useEffect(() => {
    if (shown.current === route) return;
    shown.current = route;
    if (route.screen === 'keys') main.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
    else if (route.screen === 'settings' && route.section !== undefined) {
      const title = main.current?.querySelector<HTMLElement>(`#settings-${route.section} h2`);
      title?.scrollIntoView({ block: 'start' });
      title?.focus({ preventScroll: true });
    } else if (route.screen !== 'add') main.current?.querySelector<HTMLElement>('h1')?.focus();
  }, [route]);

  return (
    <GoContext.Provider value={go}>
      <div className={styles.shell}>
        <Navigation
          route={route}
          keys={status.credentials}
          locking={lock.pending}
          onLock={() => void lock.run()}
          onHelp={() => setHelping(true)}
          onFind={() => setFinding(true)}
        />
        <main className={styles.main} ref={main} id="content">
          {status.frozen !== null && (
            <div className={styles.banner}>
              <Notice tone="warn" title={t.frozen[status.frozen].title}>
                {t.frozen[status.frozen].text}
              </Notice>
            </div>
          )}
          {status.recoveryConfirmed === false && route.screen === 'keys' && (
            <div className={styles.banner}>
              <Notice
                title={t.unconfirmed.title}
                actions={
                  <Button small onPress={() => go({ screen: 'settings' })}>
                    {t.unconfirmed.action}
                  </Button>
                }
              >
                {t.unconfirmed.text}
              </Notice>
            </div>
          )}
          <div className={styles.screen}>
            <ErrorBoundary key={route.screen}>
              {route.screen === 'keys' && <KeysScreen view={view} onView={setView} />}
              {route.screen === 'key' && (
                <KeyScreen key={route.id} id={route.id} justAdded={route.justAdded ?? false} />
              )}
              {route.screen === 'add' && <AddScreen />}
              {route.screen === 'rotate' && <RotateScreen key={route.id} id={route.id} />}
              {route.screen === 'calendar' && <CalendarScreen />}
              {route.screen === 'health' && <HealthScreen />}
              {route.screen === 'activity' && <ActivityScreen />}
              {route.screen === 'settings' && <SettingsScreen status={status} />}
            </ErrorBoundary>
          </div>
        </main>
      </div>
      {finding && (
        <Palette
          onClose={() => setFinding(false)}
          onLock={(everything) => void lock.run(everything ? 'everything' : undefined)}
          onHelp={() => setHelping(true)}
        />
      )}
      {helping && <Help onClose={() => setHelping(false)} />}
    </GoContext.Provider>
  );
}
