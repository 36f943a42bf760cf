import type { Case } from '../../findings/facts';

/** What due dates follow from. */
export type DueFacts = Pick<
  Case,
  | 'rules'
  | 'granted'
  | 'needs'
  | 'report'
  | 'added'
  | 'tested'
  | 'diagnosis'
  | 'tokens'
  | 'exchangeName'
  | 'policy'
  | 'zone'
>;
