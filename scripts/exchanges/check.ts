import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ccxtVersion, generated } from '../../core/exchanges/catalogue/generated';
import { installedCcxt, loadCcxt } from './ccxt';
import { codesOf } from './codes';
import { changesIn } from './compare';
import codes from './known-codes.json';
import { ours } from './ours';

/**
 * `npm run exchanges:check`: what the installed ccxt, or the one in `--against FOLDER`, changes for Keyhaven. Ends with 0 where nothing
 * changed, with 1 where something did. `--codes` lists every error of ccxt's that the diagnosis has no row for.
 */
const { values } = parseArgs({ options: { against: { type: 'string' }, codes: { type: 'boolean', default: false } } });
const ccxt = loadCcxt(values.against === undefined ? installedCcxt : resolve(values.against));
const changes = changesIn(ccxt, { rows: generated, codes }, ours);

const unknown = Object.entries(codesOf(ccxt, (id) => Object.hasOwn(codes, id))).flatMap(([id, errors]) =>
  Object.entries(errors)
    .filter(([code]) => !ours.hasMeaning(id, code))
    .map(([code, name]) => `${id}: ${code} (${name})`),
);
if (values.codes) console.log(`${unknown.join('\n')}\n`);

console.log(`ccxt ${ccxt.version}, against the catalogue from ${ccxtVersion}:`);
for (const change of changes) console.log(`- ${change}`);
console.log(
  changes.length === 0 ? 'Nothing changed.' : `${changes.length} changes. After the review: npm run exchanges:write`,
);
console.log(
  `${unknown.length} errors in ccxt’s tables have no row of their own in the diagnosis (--codes lists them).`,
);
process.exitCode = changes.length === 0 ? 0 : 1;
