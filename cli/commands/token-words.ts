import type { EndReport, TokenEvent, TokenRow, TokenUsage } from '../../core/contract/tokens';
import type { Style } from '../style';
import { printable } from '../table';
import { momentText } from '../words';

const standingWords: Readonly<Record<TokenRow['standing'], string>> = {
  active: 'active',
  closing: 'only closes',
  notYet: 'not yet',
  frozen: 'FROZEN',
  revoked: 'revoked',
  ended: 'ended',
};

const whyWords: Readonly<Record<NonNullable<TokenRow['why']>, string>> = {
  person: 'by you',
  stopEverything: 'everything was stopped',
  expired: 'expired',
  processEnded: 'its program ended',
  withdrawalAttempted: 'a withdrawal was tried',
  vaultRolledBack: 'the vault was put back to an older copy',
  ledgerDamaged: 'its ledger is damaged',
  credentialGone: 'its key was removed',
  idle: 'idle',
};

export function standingText({ standing, state, why }: TokenRow): string {
  if (standing === 'closing' && state === 'paused' && why !== 'expired') return 'paused: only closes';
  return why === null || standing === 'active' || standing === 'notYet'
    ? standingWords[standing]
    : `${standingWords[standing]} (${whyWords[why]})`;
}

export const ordersText = ({ cancelled, kept, unknown }: EndReport): string =>
  `${cancelled} cancelled, ${kept} kept, ${unknown} unknown`;

/** What became of resting orders, as a sentence; null where nobody could look. */
export function ordersSentence(orders: EndReport | null): string {
  if (orders === null) return 'No Keyhaven serves tokens now; the next one that does looks at its resting orders.';
  const more = orders.unknown > 0 ? ' Keyhaven goes on asking until none is unknown.' : '';
  return `Its resting orders: ${ordersText(orders)}.${more}`;
}

export function usageLines(usage: TokenUsage): [string, string][] {
  const figure = (money: TokenUsage['open']) => (money === null ? 'no limit' : `${money.amount} ${money.currency}`);
  return [
    ['Placed 24h', figure(usage.placed24h)],
    ['Open', `${figure(usage.open)}; ${usage.resting} resting, ${usage.unknown} unknown`],
    ['Port', usage.listening ? 'listens' : 'does NOT listen'],
  ];
}

/** One line of what happened. */
export function eventLine(event: TokenEvent, labels: ReadonlyMap<string, string>, style: Style): string {
  const token = event.token === null ? '' : `${printable(labels.get(event.token) ?? event.token.slice(0, 8))}  `;
  return `${style.dim(momentText(event.at))}  ${token}${happened(event, style)}`;
}

function happened(event: TokenEvent, { red, green, yellow }: Style): string {
  switch (event.kind) {
    case 'request': {
      const what = printable([event.endpoint, event.value].filter((part) => part !== null).join('  '));
      if (event.allowed) return `${green('allowed')}  ${what}`;
      return `${red('refused')}  ${what}${what === '' ? '' : '  '}${printable(event.reason ?? event.rule ?? '')}`;
    }
    case 'state':
      return `is ${yellow(event.state)}${event.why === null ? '' : ` (${whyWords[event.why]})`}`;
    case 'orders':
      return `resting orders: ${ordersText(event)}`;
    case 'alarm':
      return `${red('ALARM')}  ${printable(event.text)}\n  → ${printable(event.next)}`;
    case 'missed':
      return yellow(`… and ${event.count} more requests`);
  }
}
