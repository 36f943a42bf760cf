import type { Call, CcxtCall, Inspector } from '../inspectors/inspector';

/** A part of ccxt's table of calls: groups, in them methods, in those paths with what a call counts against the rate limit. */
export interface CcxtApi {
  [groupOrMethod: string]: CcxtApi | Record<string, number>;
}

export function isCcxtCall(call: Call): call is CcxtCall {
  return 'ccxt' in call;
}

/** ccxt's table of calls with these alone. */
export function apiOf({ calls }: Pick<Inspector, 'calls'>): CcxtApi {
  const api: CcxtApi = {};
  for (const call of Object.values(calls)) {
    if (!isCcxtCall(call)) continue;
    let group = api;
    for (const name of call.ccxt.slice(0, -1)) group = (group[name] ??= {}) as CcxtApi;
    Object.assign(group, { [pathOf(call)]: 1 });
  }
  return api;
}

/** The name of ccxt's implicit method, as ccxt makes it: `private`, `get`, `user/api-key` is `privateGetUserApiKey`. */
export function implicitName(call: CcxtCall): string {
  const [group = '', ...words] = [...call.ccxt.slice(0, -1), ...pathOf(call).split(/[^a-zA-Z0-9]/)];
  return group + words.map(capitalized).join('');
}

function pathOf({ ccxt }: CcxtCall): string {
  return ccxt.at(-1) ?? '';
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
