import { fail, isFailure } from '../../core/base/failure';
import type { TokenDetail, TokenRow } from '../../core/contract/tokens';
import type { ExitName } from '../exit-codes';
import type { Session } from '../session';
import type { Style } from '../style';
import { printable, table } from '../table';
import { momentText } from '../words';
import { findToken } from './token-find';
import { eventLine, standingText, usageLines } from './token-words';

export async function listTokens(session: Session): Promise<ExitName> {
  await session.open();
  const rows = await session.call('token.list', {});
  const { red } = session.style;
  session.output.value(rows, () =>
    rows.length === 0
      ? 'No tokens yet. `keyhaven token new --credential KEY --policy FILE` issues one.'
      : table(
          ['ID', 'LABEL', 'KEY', 'STATE', 'UNTIL', 'LAST USED', 'ADDRESS'],
          rows.map((row) => [
            row.id.slice(0, 8),
            row.label,
            row.credentialLabel ?? '(removed)',
            standingText(row),
            momentText(row.expires),
            row.lastUsed === null ? 'never' : momentText(row.lastUsed),
            row.address,
          ]),
          session.style,
          (cell, _column, whole) => (whole.startsWith('FROZEN') ? red(cell) : cell),
        ),
  );
  return 'ok';
}

export async function showToken(session: Session, name: string | undefined): Promise<ExitName> {
  await session.open();
  const { id } = await findToken(session, name);
  const detail = await session.call('token.get', { id });
  session.output.value(detail, () => human(detail, session.style));
  return 'ok';
}

function human(detail: TokenDetail, style: Style): string {
  const facts: [string, string][] = [
    ['State', `${standingText(detail)}, since ${momentText(detail.since)}`],
    ['Key', detail.credentialLabel ?? '(removed from the vault)'],
    ['Exchange', detail.exchange + (detail.demo ? ', demo account' : '')],
    ['Address', detail.address],
    ['API key', `${detail.phantomKey} (${detail.phantomKind})`],
    ['Issued', momentText(detail.issued)],
    ['Until', momentText(detail.expires)],
    ['Last used', detail.lastUsed === null ? 'never' : momentText(detail.lastUsed)],
    ...(detail.usage === null ? [] : usageLines(detail.usage)),
    ['Id', detail.id],
  ];
  const labels = new Map([[detail.id, detail.label]]);
  return [
    style.bold(printable(detail.label)),
    ...facts.map(([name, value]) => `  ${name.padEnd(11)} ${printable(value)}`),
    '',
    printable(detail.sentence),
    '',
    ...detail.policy
      .trimEnd()
      .split('\n')
      .map((line) => `  ${printable(line)}`),
    ...(detail.recent.length === 0 ? [] : ['', style.bold('Lately')]),
    ...detail.recent.map((event) => eventLine(event, labels, style)),
  ].join('\n');
}

/** Until Ctrl-C. With `--json` one value a line, as things happen. */
export async function watchTokens(session: Session, name: string | undefined): Promise<ExitName> {
  if ((await session.server()) === null) throw fail('token.noServer');
  await session.open();
  const rows = await session.call('token.list', {});
  const chosen: TokenRow | undefined = name === undefined ? undefined : await findToken(session, name);
  const labels = new Map(rows.map(({ id, label }) => [id, label]));
  const { output, style } = session;
  output.note(`Watching ${chosen === undefined ? 'all tokens' : `“${printable(chosen.label)}”`}; Ctrl-C ends it.`);
  try {
    await session.run('token.watch', chosen === undefined ? {} : { id: chosen.id }, (event) =>
      output.line(event, () => eventLine(event, labels, style)),
    );
    return 'ok';
  } catch (error) {
    // Ended as it is meant to end.
    if (isFailure(error, 'job.cancelled')) return 'ok';
    throw error;
  }
}
