import type { RotationGuide } from '../../contract/rotation-steps';
import type { ExchangeInfo } from '../../contract/exchanges';
import { styleOf } from '../../exchanges/catalogue/catalogue';
import { guideTable, type Guide } from './guide-table';

/** For an exchange whose page nobody described: what every one of them asks for. */
const anyExchange: Guide = {
  make: [
    'Log in, and open the page for API keys in your account’s settings.',
    'Make a new key with the same rights as the old one, and no others.',
    'Give it the IP list of the old one, where it has one.',
    'Copy all that is shown: the secret is shown only once.',
  ],
  remove: ['On the same page, find the old key by its end, and delete it.', 'Confirm it as the exchange asks.'],
  source: 'what such pages have in common',
  seen: '2026-11',
  confidence: 'low',
};

/** What a person does at the site of an exchange. A practice exchange has no site: its keys are made and deleted by Keyhaven. */
export function guideFor({ id, keyPage }: Pick<ExchangeInfo, 'id' | 'keyPage'>): RotationGuide {
  const style = styleOf(id);
  const { make, remove, ...about } = Object.hasOwn(guideTable, style)
    ? guideTable[style as keyof typeof guideTable]
    : anyExchange;
  return { keyPage, make: [...make], remove: [...remove], ...about };
}
