import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../lib/paths.mjs';
import type { Ccxt } from './ccxt';
import { rowsOf } from './rows';

export const generatedFile = join(root, 'core', 'exchanges', 'catalogue', 'generated.ts');

/** The file with what ccxt says, as it is to stand in the checkout. */
export async function generatedText(ccxt: Ccxt): Promise<string> {
  const text = `import type { CcxtRow } from './ccxt-row';

/** Written by \`npm run exchanges:write\` from ccxt ${ccxt.version}; never edited by hand. */
export const ccxtVersion = '${ccxt.version}';

export const generated = ${JSON.stringify(rowsOf(ccxt))} as const satisfies Record<string, CcxtRow>;
`;
  return format(text, { ...(await resolveConfig(generatedFile)), parser: 'typescript' });
}
