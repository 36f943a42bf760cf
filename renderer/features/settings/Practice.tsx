import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components';
import { PracticeFault } from '../../../core/contract/exchanges';
import { announce } from '../../lib/announce';
import { failureOf, keyhaven, valueOf } from '../../lib/bridge';
import { fillFromPractice } from '../../lib/practice';
import { queries, queryClient } from '../../lib/queries';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FormButtons } from '../../ui/Form';
import { FailureNotice } from '../../ui/Notice';
import { say } from '../../ui/Toasts';
import { Group } from './Group';
import styles from './SettingsScreen.module.css';

const t = texts.settings.practice;

export function Practice() {
  const practice = useQuery(queries.practice);
  const put = useAction(
    useCallback(async (what: 'start' | 'stop' | PracticeFault) => {
      const asked =
        what === 'start'
          ? keyhaven.practice.start({})
          : what === 'stop'
            ? keyhaven.practice.stop({})
            : keyhaven.practice.fault({ fault: what });
      const status = await valueOf(asked);
      queryClient.setQueryData(queries.practice.queryKey, status);
      announce(t.states[status.state]);
    }, []),
  );
  const fill = useAction(
    useCallback(async () => {
      await fillFromPractice();
      say(t.filled);
    }, []),
  );
  const failure = put.failure ?? fill.failure ?? (practice.error === null ? null : failureOf(practice.error));
  const state = practice.data?.state;

  return (
    <Group title={t.title} section="practice">
      <p>{t.text}</p>
      {state !== undefined && (
        <p className={styles.state}>
          <span className={styles.lamp} data-state={state} aria-hidden="true" />
          <strong>{t.states[state]}</strong>
          {practice.data?.address != null && <code className={styles.muted}>{t.at(practice.data.address)}</code>}
        </p>
      )}
      {state === 'notOurs' && <p className={styles.warn}>{t.notOursText}</p>}
      {failure !== null && <FailureNotice failure={failure} />}
      <FormButtons>
        {state === 'running' ? (
          <Button isPending={put.pending} onPress={() => void put.run('stop')}>
            {t.stop}
          </Button>
        ) : (
          <Button isPending={put.pending} isDisabled={state === undefined} onPress={() => void put.run('start')}>
            {t.start}
          </Button>
        )}
        <Button icon="practice" isPending={fill.pending} onPress={() => void fill.run()}>
          {t.fill}
        </Button>
      </FormButtons>
      <RadioGroup
        value={practice.data?.fault ?? 'none'}
        isDisabled={state !== 'running' || put.pending}
        onChange={(fault) => void put.run(PracticeFault.parse(fault))}
      >
        <Label className={styles.label ?? ''}>{t.fault}</Label>
        <div className={styles.faults}>
          {PracticeFault.options.map((fault) => (
            <RadioField key={fault} value={fault}>
              <RadioButton className={styles.fault ?? ''}>{t.faults[fault]}</RadioButton>
            </RadioField>
          ))}
        </div>
        <Text slot="description" className={styles.muted ?? ''}>
          {t.faultHint}
        </Text>
      </RadioGroup>
    </Group>
  );
}
