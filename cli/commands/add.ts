import { closeSync, openSync, readFileSync } from 'node:fs';
import { Option } from 'commander';
import { fail } from '../../core/base/failure';
import type { IntakePreview } from '../../core/contract/credentials';
import { exchangeCalled, searchExchanges } from '../../core/contract/exchange-search';
import type { ExchangeInfo } from '../../core/contract/exchanges';
import { purposes } from '../../core/contract/lists';
import type { FieldName, Purpose } from '../../core/contract/words';
import { printable } from '../table';
import type { Session } from '../session';
import { ask, hasTerminal } from '../terminal';
import { rightsText } from '../words';
import type { CliCommand } from './command';

const inputLimit = 65_536;
const mostNear = 5;

const sources = {
  coinbase: 'Coinbase’s key file',
  freqtrade: 'Freqtrade’s configuration',
  ccxt: 'ccxt’s configuration',
  json: 'JSON',
  hummingbot: 'Hummingbot’s configuration',
  env: '.env',
  pem: 'a private key in PEM form',
  text: 'text',
} as const satisfies Record<IntakePreview['source'], string>;

export const add: CliCommand = {
  name: 'add',
  summary: 'add a key of an exchange; its secret is typed, or read from a JSON or .env',
  describe: (command) =>
    command
      .option('-e, --exchange <id>', 'which exchange')
      .option('-l, --label <text>', 'what you call it')
      .option('--account <text>', 'which account it belongs to')
      .addOption(new Option('-p, --purpose <purpose>', 'what it is for').choices([...purposes]).default('tracker'))
      .option('--from <file>', 'read the key from a key file, a configuration, .env, PEM or text; - is standard input')
      .option('--egress <proxy>', 'the proxy it goes through, as socks5://HOST:PORT or http://HOST:PORT')
      .option('--no-test', 'do not test it at once'),
  async run(session, _args, options) {
    const { from, test } = options as { from?: string; test: boolean };
    if (from === '-') session.claimStandardInput();
    await session.open();
    const pasted = from === undefined ? null : await readPasted(session, from);
    const exchange = await chooseExchange(
      session,
      (options.exchange as string | undefined) ?? pasted?.exchange ?? null,
    );
    const label = await chooseLabel((options.label as string | undefined) ?? pasted?.label ?? null, exchange);
    const { id } = await session.call('credential.add', {
      exchange: exchange.id,
      label,
      purpose: options.purpose as Purpose,
      ...(typeof options.account === 'string' && { account: options.account }),
      ...(typeof options.egress === 'string' && { egress: options.egress }),
      ...(pasted !== null && { draft: pasted.draft }),
      fields: await askFields(exchange, pasted),
    });
    if (!test) {
      session.output.value({ id }, () => `“${printable(label)}” is stored.`);
      return 'ok';
    }
    session.output.note(`“${printable(label)}” is stored. Asking ${exchange.name} what it may do …`);
    const summary = await session.run('credential.test', { ids: [id] }, () => {});
    const detail = await session.call('credential.get', { id });
    session.output.value({ id, state: detail.state, findings: detail.findings }, () =>
      detail.diagnosis === null
        ? [
            `It works: ${rightsText(detail.rights)}.`,
            ...detail.findings.map(({ severity, title }) => `  ${severity}: ${title}`),
          ].join('\n')
        : `The test failed: ${detail.diagnosis.text}\n  → ${detail.diagnosis.next}`,
    );
    return summary.fails > 0 ? 'problems' : 'ok';
  },
};

export async function readPasted(session: Session, from: string): Promise<IntakePreview> {
  const text = from === '-' ? await session.readStandardInput() : readText(from);
  const preview = await session.call('intake.readText', { text });
  const found = preview.fields.map(({ name, masked }) => `${name} ${masked}`).join(', ');
  session.output.note(`Understood (${sources[preview.source]}): ${found}`);
  if (preview.ignored.length > 0) session.output.note(`Not taken: ${preview.ignored.map(printable).join(', ')}`);
  return preview;
}

function readText(path: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    throw fail('usage.badOption', { why: 'The file named by --from cannot be read' });
  }
  try {
    const text = readFileSync(descriptor, 'utf8');
    if (text.length > inputLimit) throw fail('intake.tooLong', { length: text.length, limit: inputLimit });
    return text;
  } finally {
    closeSync(descriptor);
  }
}

async function chooseExchange(session: Session, named: string | null): Promise<ExchangeInfo> {
  const exchanges = await session.call('exchange.list', {});
  const wanted =
    named ?? (hasTerminal() ? (await ask('Exchange (its name; `keyhaven exchanges` lists all): ')).trim() : '');
  if (wanted === '') throw fail('usage.badOption', { why: 'Say which exchange with --exchange' });
  const exchange = exchangeCalled(exchanges, wanted);
  if (exchange !== undefined) return exchange;
  // What only looks like it is named and not taken: the test would send the key there.
  const near = searchExchanges(exchanges, wanted).slice(0, mostNear);
  if (near.length > 0) session.output.note(`Perhaps ${near.map(({ id }) => id).join(', ')}?`);
  throw fail('exchange.unknown', { exchange: printable(wanted).slice(0, 40) });
}

async function chooseLabel(named: string | null, exchange: ExchangeInfo): Promise<string> {
  if (named !== null) return named;
  return (hasTerminal() ? (await ask(`Label [${exchange.name}]: `)).trim() : '') || exchange.name;
}

/** Asks for each field that the pasted text did not give; secret ones unseen. */
export async function askFields(
  exchange: ExchangeInfo,
  pasted: IntakePreview | null,
): Promise<Partial<Record<FieldName, string>>> {
  const fields: Partial<Record<FieldName, string>> = {};
  for (const { name, label, required, secret } of exchange.fields) {
    if (!required || pasted?.fields.some((field) => field.name === name)) continue;
    if (!hasTerminal()) throw fail('credential.fieldMissing', { field: label, exchange: exchange.name });
    const typed = (await ask(`${label}: `, { hidden: secret })).trim();
    if (typed !== '') fields[name] = typed;
  }
  return fields;
}
