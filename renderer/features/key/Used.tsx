import { VisuallyHidden } from 'react-aria-components';
import type { CredentialDetail } from '../../../core/contract/credentials';
import type { Right } from '../../../core/contract/words';
import { texts } from '../../texts';
import { Time } from '../../ui/Time';
import styles from './RightsPicture.module.css';
import { usedOf } from './used';

const t = texts.key.rights.use;

/** When one right was used through tokens, as far as somebody knows; a broken ring where nobody does. */
export function Used({ right, throughTokens }: { right: Right } & Pick<CredentialDetail, 'throughTokens'>) {
  const used = usedOf(right, throughTokens);
  return (
    <>
      <span className={styles.bar} data-used={used.kind} aria-hidden="true" />{' '}
      {used.kind === 'used' || used.kind === 'oneOfSeveral' ? (
        <span title={t.why[used.kind]}>
          <Time at={used.at} />
          {used.kind === 'oneOfSeveral' && <span aria-hidden="true"> ?</span>}
          <VisuallyHidden>{t.why[used.kind]}</VisuallyHidden>
        </span>
      ) : (
        <span title={t.why[used.kind]}>{t.short[used.kind]}</span>
      )}
    </>
  );
}
