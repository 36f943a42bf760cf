import type { Granted, Need, Right } from '../../../core/contract/words';

export type Verdict = 'fits' | 'spare' | 'tooBroad' | 'dangerous' | 'missing' | 'unsure' | 'off';

/** What to think of one right: what the exchange grants against what the purpose makes of it. Unknown is never no. */
export function verdictOf(right: Right, granted: Granted, need: Need): Verdict {
  if (granted === 'unknown') return need === 'needed' || right === 'withdraw' ? 'unsure' : 'off';
  if (granted === 'no') return need === 'needed' ? 'missing' : 'off';
  if (right === 'withdraw') return 'dangerous';
  if (need === 'needed') return 'fits';
  return need === 'allowed' ? 'spare' : 'tooBroad';
}
