import { VisuallyHidden } from 'react-aria-components';
import type { AnswerFrom as From } from '../../../core/contract/words';
import { texts } from '../../texts';
import styles from './AnswerFrom.module.css';

const t = texts.key.from;

/** Who says so: seen where it is not the exchange itself, and heard always. Where nobody says, the answer itself says that. */
export function AnswerFrom({ from }: { from: From }) {
  if (from === 'nobody') return null;
  return (
    <span className={styles.from} title={t.long[from]}>
      {from !== 'told' && <span aria-hidden="true">{t.short[from]}</span>}
      <VisuallyHidden>, {t.long[from]}</VisuallyHidden>
    </span>
  );
}
