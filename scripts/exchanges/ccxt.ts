import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

/** The part of ccxt's exchange instance that is looked at. Nothing of it is ever called that sends. */
export interface CcxtExchange {
  readonly name: string;
  readonly hostname?: string;
  readonly urls: { readonly api: unknown; readonly doc?: unknown; readonly hostnames?: unknown };
  readonly requiredCredentials: Readonly<Record<string, boolean>>;
  readonly exceptions?: unknown;
  readonly api: unknown;
}

export interface Ccxt {
  readonly version: string;
  /** Every exchange, by id, in the order of the alphabet. */
  readonly exchanges: ReadonlyMap<string, CcxtExchange>;
}

export const installedCcxt = join(root, 'node_modules', 'ccxt');

/** Loads a ccxt from its folder and makes one instance of each exchange, without credentials. Sends nothing. */
export function loadCcxt(folder: string): Ccxt {
  // Not by import(): what runs TypeScript here would read all of ccxt's files itself, which takes a quarter of a minute.
  const ccxt = createRequire(join(folder, 'package.json'))('./dist/ccxt.cjs') as {
    exchanges: string[];
  } & Record<string, unknown>;
  const instances = [...ccxt.exchanges].sort().map((id): [string, CcxtExchange] => {
    const Exchange = ccxt[id] as new () => CcxtExchange;
    return [id, new Exchange()];
  });
  // The version that ccxt says of itself lags behind: 4.5.84 says 4.5.83.
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { version, exchanges: new Map(instances) };
}
