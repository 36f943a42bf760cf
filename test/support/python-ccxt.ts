import { pythonWithCcxt } from '../../scripts/setup/python.mjs';

/** A Python that has ccxt, made where it is not there yet; else why there is none, for the name of a skipped test. */
export type PythonCcxt = { readonly python: string } | { readonly python: undefined; readonly why: string };

/** Once a minute's work, then a look at one file. */
export const pythonCcxt = (): PythonCcxt => pythonWithCcxt(() => undefined);
