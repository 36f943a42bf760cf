import type { ApiUrls, CcxtRow } from '../../core/exchanges/catalogue/ccxt-row';
import { hostsOf } from '../../core/exchanges/catalogue/hosts';
import type { Ccxt } from './ccxt';
import { codesOf, type Codes } from './codes';
import { endpointsOf, sectionUrl } from './endpoints';
import type { Broker, Ours } from './ours';
import { rowsOf } from './rows';

export type Rows = Readonly<Record<string, CcxtRow>>;

/** What the checkout holds of the ccxt that it was last written from. */
export interface Committed {
  readonly rows: Rows;
  readonly codes: Codes;
}

/** What this ccxt changes for Keyhaven, a sentence each; none where nothing does. */
export function changesIn(ccxt: Ccxt, committed: Committed, ours: Ours): string[] {
  const rows = rowsOf(ccxt);
  return [
    ...rowChanges(committed.rows, rows),
    ...callChanges(ccxt, ours),
    ...codeChanges(
      committed.codes,
      codesOf(ccxt, (id) => Object.hasOwn(committed.codes, id)),
      ours,
    ),
    ...ours.brokers.flatMap((broker) => endpointChanges(ccxt, rows, broker)),
  ];
}

function rowChanges(before: Rows, after: Rows): string[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return ids.flatMap((id) => {
    const [was, is] = [before[id], after[id]];
    if (is === undefined)
      return [`${id} is gone. Keys of it are still shown and copied, and can no longer be added or tested.`];
    if (was === undefined) return [`${id} (${is.name}) is new. Its fields, page and siblings are not reviewed.`];
    return changesOfOne(id, was, is).map((change) => `${id}: ${change}`);
  });
}

function changesOfOne(id: string, was: CcxtRow, is: CcxtRow): string[] {
  const [hostsBefore, hosts] = [hostsOf(id, was.api), hostsOf(id, is.api)];
  const moved = missing(hosts, hostsBefore).length + missing(hostsBefore, hosts).length > 0;
  return [
    ...missing(is.requires, was.requires).map((field) => `a key needs the field “${field}” now.`),
    ...missing(was.requires, is.requires).map((field) => `a key does not need the field “${field}” any more.`),
    ...missing(hosts, hostsBefore).map((host) => `keys would go to a host they never went to, ${host}.`),
    ...missing(hostsBefore, hosts).map((host) => `the host ${host} is not used any more.`),
    ...(!moved && asText(was.api) !== asText(is.api) ? ['addresses changed at the same hosts.'] : []),
    ...(was.name === is.name ? [] : [`ccxt calls it ${is.name} now, not ${was.name}.`]),
    ...(was.docs === is.docs ? [] : [`its documentation is at ${is.docs ?? 'no address'} now.`]),
  ];
}

function callChanges({ exchanges }: Ccxt, { callsOf }: Ours): string[] {
  return [...exchanges].flatMap(([id, exchange]) => {
    const has = new Set(endpointsOf(exchange).map(({ call }) => call));
    return callsOf(id)
      .filter((call) => !has.has(call))
      .map((call) => `${id}: the call ${call} is gone, by which its keys are tested.`);
  });
}

function codeChanges(before: Codes, after: Codes, { hasMeaning }: Ours): string[] {
  return Object.entries(after).flatMap(([id, codes]) => {
    const known = before[id] ?? {};
    const meaning = (code: string) =>
      hasMeaning(id, code) ? 'The diagnosis knows it.' : 'The diagnosis has no row for it.';
    return [
      ...missing(Object.keys(codes), Object.keys(known)).map(
        (code) => `${id}: the error “${code}” is new (${codes[code] ?? ''}). ${meaning(code)}`,
      ),
      ...missing(Object.keys(known), Object.keys(codes)).map((code) => `${id}: the error “${code}” is gone from ccxt.`),
      ...Object.entries(codes)
        .filter(([code, name]) => Object.hasOwn(known, code) && known[code] !== name)
        .map(([code, name]) => `${id}: the error “${code}” is now of the class ${name}, not ${known[code] ?? ''}.`),
    ];
  });
}

function endpointChanges({ exchanges }: Ccxt, rows: Rows, { exchanges: ids, rows: classes, nameOf }: Broker): string[] {
  const names = ids.flatMap((id) => {
    const exchange = exchanges.get(id);
    const urls: ApiUrls = rows[id]?.api ?? {};
    if (exchange === undefined) return [];
    return endpointsOf(exchange).map(({ path: line, groups }) => {
      const [method = '', path = ''] = line.split(' ');
      return nameOf(method, path, sectionUrl(urls, groups));
    });
  });
  const known = [...new Set(names)];
  return [
    ...missing(known, classes).map((name) => `${ids[0] ?? ''}: ${name} has no class in the broker, which refuses it.`),
    ...missing(classes, known).map(
      (name) => `${ids[0] ?? ''}: ${name} is gone from ccxt; the broker still has a class for it.`,
    ),
  ];
}

/** What is in the first list and not in the second. */
function missing<T>(there: readonly T[], elsewhere: readonly T[]): T[] {
  const others = new Set(elsewhere);
  return there.filter((one) => !others.has(one));
}

const asText = (api: ApiUrls): string => JSON.stringify(api);
