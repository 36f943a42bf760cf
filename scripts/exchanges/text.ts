import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../lib/paths.mjs';
import type { Ccxt } from './ccxt';
import { codesOf } from './codes';
import { ours } from './ours';
import { rowsOf } from './rows';

export const generatedFile = join(root, 'core', 'exchanges', 'catalogue', 'generated.ts');
export const codesFile = join(root, 'scripts', 'exchanges', 'known-codes.json');

/** The file with what ccxt says, as it is to stand in the checkout. */
export async function generatedText(ccxt: Ccxt): Promise<string> {
  const text = `import type { CcxtRow } from './ccxt-row';

/** Written by \`npm run exchanges:write\` from ccxt ${ccxt.version}; never edited by hand. */
export const ccxtVersion = '${ccxt.version}';

export const generated = ${JSON.stringify(rowsOf(ccxt))} as const satisfies Record<string, CcxtRow>;
`;
  return format(text, { ...(await resolveConfig(generatedFile)), parser: 'typescript' });
}

/** The errors of the exchanges that are asked, as ccxt has them: what is new in the next version is found by these. */
export async function codesText(ccxt: Ccxt): Promise<string> {
  const codes = codesOf(ccxt, (id) => ours.callsOf(id).length > 0);
  return format(JSON.stringify(codes), { ...(await resolveConfig(codesFile)), parser: 'json' });
}
