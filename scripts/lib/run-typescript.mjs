// @ts-check
/**
 * Runs a TypeScript file of the checkout: `node scripts/lib/run-typescript.mjs FILE [ARGS…]`. Nothing is written: the user
 * of a desktop session may not write into the checkout.
 */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file = ''] = process.argv.splice(2, 1);
await runnerImport(resolve(file), { configFile: false, root: process.cwd(), logLevel: 'error' });
// What the program left behind (a window that does not close) must not keep it from ending.
process.exit();
