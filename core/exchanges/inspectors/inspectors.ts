import { binance } from './binance';
import type { Inspector } from './inspector';
import { okx } from './okx';

/** One per family of exchanges. To add one: its file, its fixtures, a line here. */
const inspectors: readonly Inspector[] = [binance, okx];

/** The inspector of an exchange by ccxt's id, undefined where the exchange cannot be asked. */
export function inspectorOf(ccxtId: string): Inspector | undefined {
  return inspectors.find(({ exchanges }) => exchanges.includes(ccxtId));
}
