import type { StyleId } from '../../practice/state';
import type { Fields, House } from './house';

/** A key as a person makes it at the practice exchange's site; `rights` in the exchange's own words. */
export interface Wanted {
  readonly style: StyleId;
  readonly rights: readonly string[];
  readonly [more: string]: unknown;
}

/** Makes a key by the practice exchange's control call. @returns what the exchange shows once, under Keyhaven's names @throws where it makes no such key */
export async function makeKey(house: Pick<House, 'control'>, { rights, ...wanted }: Wanted): Promise<Fields> {
  const asked = { label: 'kh-test', ...wanted, rights: Object.fromEntries(rights.map((right) => [right, true])) };
  const { apiKey, secret, passphrase } = await house.control<{ apiKey: string; secret: string; passphrase?: string }>(
    'POST',
    '/keyhaven/keys',
    asked,
  );
  return { apiKey, secret, ...(passphrase !== undefined && { password: passphrase }) };
}
