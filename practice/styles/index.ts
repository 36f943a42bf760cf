import type { StyleId } from '../state';
import { binance } from './binance/binance';
import { okx } from './okx/okx';
import type { Style } from './style';

/** Every exchange whose manner the practice exchange has. */
export const styles = { binance, okx } as const satisfies Record<StyleId, Style>;

export const styleIds = Object.keys(styles) as StyleId[];

/** The exchange to which a path belongs. */
export function styleOf(path: string): Style | undefined {
  return Object.values(styles).find((style) => style.prefixes.some((prefix) => path.startsWith(prefix)));
}
