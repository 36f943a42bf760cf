import type { ApiUrls } from '../../core/exchanges/catalogue/ccxt-row';
import type { CcxtExchange } from './ccxt';

/** A call that ccxt has, and the path to which it goes. */
export interface Endpoint {
  /** ccxt's implicit method: `sapiGetAccountApiRestrictions`. */
  readonly call: string;
  /** `GET account/apiRestrictions`: the method, and the path as ccxt has it below its section. */
  readonly path: string;
  /** The names of the groups it stands in, `sapi` or `v3`, `private`. */
  readonly groups: readonly string[];
}

/** Gate has a group that is called `options`, so that no method of that name is looked for. */
const methods = ['get', 'post', 'put', 'delete', 'patch'];

/** All calls of ccxt's table, in its order. */
export function endpointsOf({ api }: CcxtExchange): Endpoint[] {
  return walk(api, []);
}

function walk(table: unknown, groups: readonly string[]): Endpoint[] {
  return Object.entries(Object(table) as object).flatMap(([name, inner]: [string, unknown]) =>
    methods.includes(name.toLowerCase())
      ? pathsOf(inner).map((path) => ({
          call: callName(groups, name, path),
          path: `${name.toUpperCase()} ${path}`,
          groups,
        }))
      : walk(inner, [...groups, name]),
  );
}

/** A list of paths, or a table of paths with what each counts against the rate limit. */
function pathsOf(paths: unknown): string[] {
  return Array.isArray(paths) ? (paths as string[]) : Object.keys(Object(paths) as object);
}

/** As ccxt names it: `private`, `get`, `user/api-key` is `privateGetUserApiKey`. */
function callName(groups: readonly string[], method: string, path: string): string {
  const [first = '', ...words] = [...groups, method.toLowerCase(), ...path.split(/[^a-zA-Z0-9]/)];
  return first + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The address of a section, undefined where ccxt's addresses are not nested like its calls. */
export function sectionUrl(urls: ApiUrls, [group, ...deeper]: readonly string[]): string | undefined {
  const here = group === undefined ? undefined : urls[group];
  return typeof here === 'string' || here === undefined ? here : sectionUrl(here, deeper);
}
