import { createHmac } from 'node:crypto';
import type { AuditHead } from './log';

/**
 * What docs/audit-log.md says, in its plainest form and slowly: what `verify` answers must be the same, whatever the bytes.
 * Files come in the order of their names, `audit.log` last.
 */
export function plainlyVerified(
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
  key: Buffer,
  anchored: AuditHead | null,
) {
  let lines = 0;
  let prev = '';
  let brokenAt: number | null = null;
  let anchorAt = 0;
  for (const { name, bytes } of files) {
    const said = /^audit-(\d+)\.log$/.exec(name)?.[1];
    if (said !== undefined && Number(said) !== lines + 1) brokenAt ??= lines + 1;
    const texts = bytes.toString('latin1').split('\n');
    if (texts.at(-1) === '') texts.pop();
    for (const text of texts) {
      lines += 1;
      const [, body = '', mac = ''] = /^(.*),"mac":"([^"]*)"\}$/s.exec(text) ?? [];
      const expected = createHmac('sha256', key).update(prev).update(`${body}}`, 'latin1').digest('base64url');
      const fits =
        text.length <= 4096 &&
        body.startsWith(`{"sequence":${lines},`) &&
        body.endsWith(`,"prev":"${prev}"`) &&
        mac === expected;
      const anchoredHere = anchored?.sequence === lines;
      if (!fits || body.includes('"action":"audit.broken"') || (anchoredHere && mac !== anchored.mac))
        brokenAt ??= lines;
      if (brokenAt === null && anchoredHere) anchorAt = lines;
      prev = mac;
    }
  }
  if (anchored !== null && anchorAt === 0) brokenAt ??= lines + 1;
  return { whole: brokenAt === null, lines, notYetAnchored: lines - anchorAt, brokenAt };
}
