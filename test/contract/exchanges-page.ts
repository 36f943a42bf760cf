import { exchangeList, isPractice } from '../../core/exchanges/catalogue/catalogue';
import type { CatalogueRow } from '../../core/exchanges/catalogue/rows';
import type { Call } from '../../core/exchanges/inspectors/inspector';
import { inspectorOf } from '../../core/exchanges/inspectors/inspectors';
import { probes } from '../../core/exchanges/probes/probes';
import { tells, type Tells } from '../../core/exchanges/tells';

type Exchange = Pick<CatalogueRow, 'id' | 'name' | 'support'>;

const ipWords = { list: 'yes', masked: 'masked', flag: 'whether there is one', no: 'no' } as const satisfies Record<
  Tells['ip'],
  string
>;
const tradeWords = {
  validateOnly: 'an order that is checked and dropped',
  cancelImaginary: 'the cancelling of an order that nobody has',
} as const;

/** The page docs/exchanges.md, made from the catalogue, the inspectors, the probes and what is known of them. */
export function exchangesPage(): string {
  const real = exchangeList().filter(({ id }) => !isPractice(id));
  const of = (support: Exchange['support']) => real.filter((exchange) => exchange.support === support);
  const head = '| how it is asked | rights | IP list | made | ends | beside that | source | read | confidence |';
  return [
    '# Exchanges',
    '',
    `All ${real.length} exchanges that Keyhaven knows, made from the tables in \`core/exchanges\` by \`test/contract\`: how a key is asked what it may do, what the exchange tells, and where that is known from.`,
    '',
    'The sources are the exchanges’ own documentation and clients that follow it, in copies of 2025-07 to 2026-08; *read* is the month in which they were read. No answer was seen from an exchange itself. *documented*: the exchange says so, or a client that follows it. *unsure*: copies differ, or a part is not published. A part of an answer that is missing or of another shape is shown as unknown, never as no.',
    '',
    '## Those that say what a key may do',
    '',
    '*Exact*: a right for a right. *Coarse*: one word of the exchange stands for several rights.',
    '',
    `| exchange | id ${head}`,
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...of('inspected').map(asked),
    '',
    '## Those that are probed',
    '',
    'They have no words for the rights of a key, or none that are published. A test reads something harmless; trading is tried only when the person asks for it, by a call that places no order, and where it is not known what the exchange’s order ids look like, a refusal is no answer; withdrawing is never tried and stays unknown.',
    '',
    `| exchange | id ${head}`,
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...of('probed').map(asked),
    '',
    '## Those whose keys are kept',
    '',
    'Stored, shown and copied; nothing is sent to them.',
    '',
    '| exchange | id |',
    '|---|---|',
    ...of('kept').map(({ name, id }) => `| ${name} | \`${id}\` |`),
    '',
  ].join('\n');
}

function asked({ id, name }: Exchange): string {
  const row = (tells as Readonly<Record<string, Tells>>)[id];
  if (row === undefined) throw new RangeError(id);
  const cells = [
    name,
    `\`${id}\``,
    howOf(id),
    row.rights === 'tried' ? triedOf(id) : row.rights,
    ipWords[row.ip],
    row.created ? 'yes' : 'no',
    row.expires ? 'yes' : 'no',
    row.note ?? '–',
    row.source,
    row.seen,
    row.confidence,
  ];
  return `| ${cells.join(' | ')} |`;
}

function howOf(id: string): string {
  const trade = probeOf(id)?.trade;
  const calls = Object.values(inspectorOf(id)?.calls ?? {}).filter((call) => call !== trade?.call);
  const texts = [...new Set(calls.map(shown))];
  return [
    ...texts,
    ...(trade === undefined ? [] : [`for trading ${shown(trade.call)}, ${tradeWords[trade.kind]}`]),
  ].join('<br>');
}

function triedOf(id: string): string {
  return probeOf(id)?.trade === undefined ? 'reading' : 'reading, trading';
}

function probeOf(id: string) {
  return probes.find(({ hosts }) => Object.hasOwn(hosts, id))?.probe;
}

function shown({ method, path }: Call): string {
  return `\`${method} ${path}\``;
}
