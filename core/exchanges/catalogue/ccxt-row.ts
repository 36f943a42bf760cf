import type { FieldName } from '../../contract/words';

/** Addresses of an exchange's API by ccxt's sections, nested as ccxt nests them; what ccxt writes as `{hostname}` is filled in. */
export interface ApiUrls {
  readonly [section: string]: string | ApiUrls;
}

/** What ccxt says of one exchange; `npm run exchanges:write` writes these rows. */
export interface CcxtRow {
  readonly name: string;
  /** The fields without which ccxt signs nothing. */
  readonly requires: readonly FieldName[];
  readonly docs: string | null;
  readonly api: ApiUrls;
}
