import { writeFileSync } from 'node:fs';
import { installedCcxt, loadCcxt } from './ccxt';
import { generatedFile, generatedText } from './text';

/** `npm run exchanges:write`: brings the catalogue up to the ccxt that is installed. */
const ccxt = loadCcxt(installedCcxt);
writeFileSync(generatedFile, await generatedText(ccxt));
console.log(`The catalogue holds the ${ccxt.exchanges.size} exchanges of ccxt ${ccxt.version}.`);
