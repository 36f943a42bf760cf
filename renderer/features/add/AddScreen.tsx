import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../app/route';
import type { IntakePreview } from '../../../core/contract/credentials';
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

const t = texts.add;

/** Exchange at the left, its form at the right; a pasted text fills both where it can. */
export function AddScreen() {
  const go = useGo();
  const exchanges = useQuery(queries.exchanges);
  const [chosen, setChosen] = useState<string | null>(null);
  const [pasted, setPasted] = useState<IntakePreview | null>(null);

  // Practice keys come from the practice exchange alone; nobody types one.
  const list = (exchanges.data ?? []).filter(({ id }) => !id.startsWith('practice:'));
  const exchange = list.find(({ id }) => id === chosen);

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
          <ExchangeChooser exchanges={list} chosen={chosen} onChoose={setChosen} />
          <div className={styles.form}>
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
              <KeyForm key={`${exchange.id} ${pasted?.draft ?? ''}`} exchange={exchange} pasted={pasted} />
            )}
          </div>
        </div>
      )}
    </Page>
  );
}
