import type { ExchangeInfo } from '../contract/exchanges';
import { inspectorOf } from './inspectors/inspectors';

/** What Keyhaven can do for the keys of an exchange. */
export function supportOf(ccxtId: string): ExchangeInfo['support'] {
  const how = inspectorOf(ccxtId)?.how;
  if (how === undefined) return 'kept';
  return how === 'told' ? 'inspected' : 'probed';
}
