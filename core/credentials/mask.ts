import type { FieldName } from '../contract/words';

const dots = '••••';
const longEnough = 12;

/** The last four characters, or nothing of a value so short that four would tell much of it, or of a PEM, whose end says nothing. */
export function endingOf(value: string): string {
  return value.length > longEnough && !value.includes('\n') ? value.slice(-4) : '';
}

/** Fields that a person made up: four characters of such a one tell too much of it. */
const madeUp: ReadonlySet<FieldName> = new Set(['password', 'login', 'twofa']);

/** A field as it may be shown: an address is known to all the world, and is known again by its two ends. */
export function masked(name: FieldName, value: string): string {
  if (name === 'walletAddress') return value.length > 12 ? `${value.slice(0, 6)}…${value.slice(-4)}` : value;
  return madeUp.has(name) ? dots : dots + endingOf(value);
}
