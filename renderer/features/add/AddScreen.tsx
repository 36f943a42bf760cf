import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../app/route';
import type { CredentialRow, IntakePreview } from '../../../core/contract/credentials';
import { failureOf } from '../../lib/bridge';
import { queries } from '../../lib/queries';
import { texts } from '../../texts';
import { Busy, Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import styles from './AddScreen.module.css';
import { ExchangeChooser } from './ExchangeChooser';
import { KeyForm } from './KeyForm';
import { Paste } from './Paste';
import { isPractice } from './practice';
import { PracticeKeys } from './PracticeKeys';

const t = texts.add;

/** Exchange at the left, its form at the right; a pasted text fills both where it can. */
export function AddScreen() {
  const go = useGo();
  const exchanges = useQuery(queries.exchanges);
  const [chosen, setChosen] = useState<string | null>(null);
  const [pasted, setPasted] = useState<IntakePreview | null>(null);

  const keys = useQuery(queries.keys);
  const list = exchanges.data ?? [];
  const exchange = list.find(({ id }) => id === chosen);
  const siblings = list.filter(({ id }) => exchange?.siblings.includes(id) === true);

  return (
    <Page
      title={t.title}
      before={
        <div>
          <Button kind="quiet" small icon="back" onPress={() => go({ screen: 'keys' })}>
            {t.back}
          </Button>
        </div>
      }
    >
      {exchanges.error !== null && <FailureNotice failure={failureOf(exchanges.error)} />}
      {exchanges.isPending && <Busy />}
      {exchanges.data !== undefined && (
        <div className={styles.columns}>
          <ExchangeChooser exchanges={list} recent={recentOf(keys.data ?? [])} chosen={chosen} onChoose={setChosen} />
          <div className={styles.form}>
            {exchange !== undefined && isPractice(exchange.id) ? (
              <PracticeKeys />
            ) : (
              <>
                <Paste
                  pasted={pasted}
                  onPasted={(preview) => {
                    setPasted(preview);
                    if (preview?.exchange !== null && preview !== null) setChosen(preview.exchange);
                  }}
                />
                {exchange === undefined ? (
                  <div className={styles.wait}>
                    <p className={styles.waitTitle}>{t.form.choose}</p>
                    <p>{t.form.chooseText}</p>
                  </div>
                ) : (
                  <>
                    {siblings.length > 0 && (
                      <p className={styles.doors}>
                        {t.doors(
                          exchange.name,
                          siblings.map(({ name }) => name),
                        )}
                      </p>
                    )}
                    <KeyForm key={`${exchange.id} ${pasted?.draft ?? ''}`} exchange={exchange} pasted={pasted} />
                  </>
                )}
              </>
            )}
          </div>
        </div>
      )}
    </Page>
  );
}

/** The exchanges of the keys that were added last, the newest first, each once. Practice keys are made, not added. */
function recentOf(keys: readonly CredentialRow[]): string[] {
  const newest = keys.filter(({ practice }) => !practice).sort((one, other) => other.added.localeCompare(one.added));
  return [...new Set(newest.map(({ exchange }) => exchange))];
}
