import type { CredentialDetail } from '../../core/contract/credentials';
import { rights } from '../../core/contract/lists';
import type { Right } from '../../core/contract/words';
import { findCredential } from '../find';
import type { Style } from '../style';
import { printable, table } from '../table';
import { endsText, ipText, momentText, purposeWords, rightWords } from '../words';
import { lifeText, policyText } from './rotation-words';
import type { CliCommand } from './command';

const needWords = { needed: 'needed', allowed: 'allowed', tooBroad: 'too broad', warned: 'with care' } as const;

export const show: CliCommand = {
  name: 'show',
  summary: 'show one key: rights beside what its purpose needs, findings, evidence',
  describe: (command) => command.argument('<key>', 'label, id, or the beginning of its id'),
  async run(session, [name = '']) {
    await session.open();
    const { id } = await findCredential(session, name);
    const detail = await session.call('credential.get', { id });
    session.output.value(detail, () => human(detail, session.style));
    return 'ok';
  },
};

function human(detail: CredentialDetail, style: Style): string {
  const facts: [string, string][] = [
    ['Exchange', detail.exchangeName + (detail.practice ? ' (practice)' : '')],
    ['Account', detail.account || '-'],
    ['Purpose', purposeWords[detail.purpose]],
    ['Key', `…${detail.keyEnding}`],
    ['Added', momentText(detail.added)],
    ['Tested', detail.tested === null ? 'never' : momentText(detail.tested)],
    ['IP list', ipText(detail.ip)],
    ['Ends', endsText(detail)],
    ['Rotation', policyText(detail.policy)],
    ...detail.dueReasons.map(({ day, text }, index): [string, string] => [index === 0 ? 'Due' : '', `${day}  ${text}`]),
    ...detail.lives.map((life): [string, string] => ['Before', lifeText(life)]),
    ['Way out', detail.egress ?? 'directly'],
    ['Id', detail.id],
  ];
  const parts = [
    style.bold(printable(detail.label)),
    ...facts.map(([name, value]) => `  ${name.padEnd(9)} ${printable(value)}`),
  ];
  if (detail.diagnosis !== null) {
    parts.push('', style.red(`The last test failed: ${detail.diagnosis.text}`), `  → ${detail.diagnosis.next}`);
  }
  parts.push('', rightsTable(detail, style));
  for (const { severity, title, reason, next } of detail.findings) {
    const paint = severity === 'critical' ? style.red : severity === 'high' ? style.yellow : style.dim;
    parts.push('', `${paint(severity)}  ${style.bold(title)}`, `  ${reason}`, `  → ${next}`);
  }
  if (detail.report !== null) {
    const sources = detail.report.evidence.map(({ endpoint, at }) => `${endpoint} at ${momentText(at)}`);
    parts.push('', style.dim(`Says who: ${sources.join('; ')}`));
  }
  return parts.join('\n');
}

function rightsTable({ rights: granted, needs }: CredentialDetail, style: Style): string {
  const row = (right: Right) => [rightWords[right], granted?.[right] ?? 'unknown', needWords[needs[right]]];
  return table(['RIGHT', 'GRANTED', 'PURPOSE'], rights.map(row), style);
}
