import type { Comparison } from '../../../core/contract/rotation-steps';
import type { Granted } from '../../../core/contract/words';
import { grantedWords, needWords, rightWords } from '../../lib/words';
import { texts } from '../../texts';
import table from '../../ui/RightsTable.module.css';
import styles from './ComparisonTable.module.css';

const t = texts.rotate.tested;

type Change = 'more' | 'less' | 'same';
const said = (granted: Granted | null) => (granted === null ? t.notTold : grantedWords[granted]);

/** Every right that one of the two keys has or the purpose needs, then IP list and account. */
export function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const { rights, more, less, ip, account } = comparison;
  const shown = rights.filter((one) => one.old !== 'no' || one.new !== 'no' || one.need === 'needed');
  const changeOf = (right: (typeof rights)[number]['right']): Change =>
    more.includes(right) ? 'more' : less.includes(right) ? 'less' : 'same';
  return (
    <>
      <div className={table.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.right}</th>
              <th scope="col">{t.old}</th>
              <th scope="col">{t.fresh}</th>
              <th scope="col" className={styles.need}>
                {t.need}
              </th>
              <th scope="col">{t.change}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ right, old, new: fresh, need }) => {
              const change = changeOf(right);
              return (
                <tr
                  key={right}
                  data-change={change}
                  data-danger={(right === 'withdraw' && change === 'more') || undefined}
                >
                  <th scope="row" title={rightWords[right].long}>
                    {rightWords[right].short}
                  </th>
                  <td>{said(old)}</td>
                  <td>{said(fresh)}</td>
                  <td className={styles.need}>{needWords[need]}</td>
                  <td className={styles.change}>{t[change]}</td>
                </tr>
              );
            })}
            <tr data-change={ip.new === 'open' ? 'more' : 'same'}>
              <th scope="row">{t.ip}</th>
              <td>{t.ips[ip.old]}</td>
              <td>{t.ips[ip.new]}</td>
              <td className={styles.need} />
              <td className={styles.change}>{ip.old === 'restricted' && ip.new === 'open' ? t.wider : ''}</td>
            </tr>
            <tr data-change={account === 'other' ? 'more' : 'same'}>
              <th scope="row">{t.account}</th>
              <td />
              <td>{t.accounts[account]}</td>
              <td className={styles.need} />
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <p className={styles.muted}>{t.others}</p>
    </>
  );
}
