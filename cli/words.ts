import type { CredentialRow } from '../core/contract/credentials';
import type { PermissionReport, Purpose, Right } from '../core/contract/words';
import type { Instant } from '../core/base/instants';

/** The words of the contract as a person at a terminal reads them. */

export const purposeWords: Readonly<Record<Purpose, string>> = {
  tracker: 'tracker',
  spotBot: 'spot bot',
  marginBot: 'margin bot',
  futuresBot: 'futures bot',
  copyTrading: 'copy trading',
  manual: 'manual',
};

export const rightWords: Readonly<Record<Right, string>> = {
  read: 'read',
  spotTrade: 'spot',
  marginTrade: 'margin',
  futuresTrade: 'futures',
  optionsTrade: 'options',
  transfer: 'transfer',
  borrow: 'borrow',
  convert: 'convert',
  earn: 'earn',
  subAccount: 'sub-accounts',
  fiatP2p: 'fiat/P2P',
  withdraw: 'WITHDRAW',
};

export function rightsText(rights: CredentialRow['rights']): string {
  if (rights === null) return '?';
  const granted = Object.entries(rights).filter(([, value]) => value === 'yes');
  // The most dangerous one first, so that a narrow terminal does not cut it off.
  const words = granted.map(([right]) => rightWords[right as Right]);
  return (
    words.sort((a, b) => Number(b === rightWords.withdraw) - Number(a === rightWords.withdraw)).join(' ') || 'none'
  );
}

export function ipText(ip: PermissionReport['ip'] | null): string {
  if (ip === null || ip.state === 'unknown') return '?';
  if (ip.state === 'open') return 'any';
  return ip.list === null ? 'listed' : ip.list.join(', ');
}

export function dayText(instant: Instant): string {
  return instant.slice(0, 10);
}

export function endsText({ expires, tradingLapses }: Pick<CredentialRow, 'expires' | 'tradingLapses'>): string {
  if (tradingLapses !== null) return `trading ${dayText(tradingLapses)}`;
  if (expires === null || expires === 'unknown') return '?';
  return expires === 'never' ? 'never' : dayText(expires);
}

export function momentText(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)}Z`;
}
