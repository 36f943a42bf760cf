import { writeFileSync } from 'node:fs';
import { installedCcxt, loadCcxt } from './ccxt';
import { codesFile, codesText, generatedFile, generatedText } from './text';

/** `npm run exchanges:write`: brings the catalogue, and what the check compares errors with, up to the ccxt that is installed. */
const ccxt = loadCcxt(installedCcxt);
writeFileSync(generatedFile, await generatedText(ccxt));
writeFileSync(codesFile, await codesText(ccxt));
console.log(`The catalogue holds the ${ccxt.exchanges.size} exchanges of ccxt ${ccxt.version}.`);
