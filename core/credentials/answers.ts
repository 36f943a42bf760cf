import type { CredentialDetail } from '../contract/credentials';
import { rights, type AnswerFrom, type Right } from '../contract/words';
import { applies } from '../rules/key-rules';
import type { KeyRule } from '../rules/rule';
import type { StoredCredential } from './record';

/** By these a key ends without the exchange saying when. */
const ends: ReadonlySet<KeyRule['kind']> = new Set(['fixed', 'inactivity']);

/** Who says what is known of a credential: the last report, and where it is silent about the end the rules of its exchange. */
export function answersOf(
  { lastReport: report }: Pick<StoredCredential, 'lastReport'>,
  rules: readonly KeyRule[],
): CredentialDetail['answers'] {
  const by = report?.how ?? 'told';
  const ofRight = (right: Right): AnswerFrom => ((report?.rights[right] ?? 'unknown') === 'unknown' ? 'nobody' : by);
  return {
    rights: Object.fromEntries(rights.map((right) => [right, ofRight(right)])) as Record<Right, AnswerFrom>,
    // Neither can be tried: where a probe knows them, the exchange has told them.
    ip: (report?.ip.state ?? 'unknown') === 'unknown' ? 'nobody' : 'told',
    ends: (report?.expires ?? 'unknown') === 'unknown' ? endByRule(report, rules) : 'told',
  };
}

function endByRule(report: StoredCredential['lastReport'], rules: readonly KeyRule[]): AnswerFrom {
  const granted = rights.filter((right) => report?.rights[right] === 'yes');
  const speaks = rules.some(
    (rule) => ends.has(rule.kind) && rule.days !== null && applies(rule, granted, report?.ip.state ?? 'unknown'),
  );
  return speaks ? 'rule' : 'nobody';
}
