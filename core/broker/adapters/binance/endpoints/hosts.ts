/**
 * Which hosts serve which paths. The alternatives of api.binance.com are those of Binance's "General API Information"
 * (binance-spot-api-docs, rest-api.md, seen 2026-11). Portfolio margin and options are here so that what is refused there
 * is refused for its own reason.
 */
export const sections = [
  {
    prefixes: ['/api/', '/sapi/'],
    hosts: [
      'api.binance.com',
      'api-gcp.binance.com',
      'api1.binance.com',
      'api2.binance.com',
      'api3.binance.com',
      'api4.binance.com',
    ],
  },
  { prefixes: ['/fapi/', '/futures/data/'], hosts: ['fapi.binance.com'] },
  { prefixes: ['/dapi/', '/futures/data/'], hosts: ['dapi.binance.com'] },
  { prefixes: ['/eapi/'], hosts: ['eapi.binance.com'] },
  { prefixes: ['/papi/'], hosts: ['papi.binance.com'] },
] as const satisfies readonly {
  readonly prefixes: readonly string[];
  readonly hosts: readonly [string, ...string[]];
}[];

export const hosts: readonly string[] = sections.flatMap((section) => [...section.hosts]);

/** The first host that serves the path: statistics of both kinds of contracts are taken for those of fapi. */
export function hostOf(path: string): string | undefined {
  return sections.find(({ prefixes }) => prefixes.some((prefix) => path.startsWith(prefix)))?.hosts[0];
}

/** What is sent to one of a section's hosts is done as if it were sent to any other. */
export function sameHost(host: string): string {
  return sections.find((section) => (section.hosts as readonly string[]).includes(host))?.hosts[0] ?? host;
}

/** Whether that host has such paths. */
export function serves(host: string, path: string): boolean {
  for (const section of sections)
    if ((section.hosts as readonly string[]).includes(host))
      return section.prefixes.some((prefix) => path.startsWith(prefix));
  return false;
}
