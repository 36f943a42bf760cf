import { useCallback } from 'react';
import type { RotationDetail } from '../../../core/contract/rotation-steps';
import { keyhaven, valueOf } from '../../lib/bridge';
import { useAction } from '../../lib/useAction';
import { texts } from '../../texts';
import { Button } from '../../ui/Button';
import { FailureNotice } from '../../ui/Notice';
import styles from './Rotate.module.css';

const t = texts.rotate;

/** The exchange's page and the exact clicks there, with where they are known from. */
export function Guide({ rotation, what }: { rotation: RotationDetail; what: 'make' | 'remove' }) {
  const { id, guide, exchangeName } = rotation;
  const openPage = useAction(
    useCallback(async () => {
      await valueOf(keyhaven.link.open({ credential: id }));
    }, [id]),
  );
  return (
    <>
      {guide.keyPage === null ? (
        <p>{t.guide.none}</p>
      ) : (
        <div>
          <Button icon="open" isPending={openPage.pending} onPress={() => void openPage.run()}>
            {t.openPage(exchangeName)}
          </Button>
        </div>
      )}
      {openPage.failure !== null && <FailureNotice failure={openPage.failure} />}
      {guide[what].length > 0 && (
        <>
          <ol className={styles.clicks} aria-label={t.guide[what]}>
            {guide[what].map((click) => (
              <li key={click}>{click}</li>
            ))}
          </ol>
          <p className={styles.muted}>
            {t.guide.source(guide.source, guide.seen)} {guide.confidence === 'low' && t.guide.unsure}
          </p>
        </>
      )}
    </>
  );
}
