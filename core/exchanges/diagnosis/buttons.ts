import type { ExchangeInfo } from '../../contract/exchanges';
import type { DiagnosisAction, DiagnosisCode } from '../../contract/words';
import { diagnosisTexts } from './texts';

/** What can be done with one press about a failed test of a key of this exchange, the likeliest help first. */
export function actionsFor(
  code: DiagnosisCode,
  exchange: Pick<ExchangeInfo, 'siblings' | 'keyPage'>,
  exchangeOf: (id: string) => ExchangeInfo | undefined,
): DiagnosisAction[] {
  return diagnosisTexts[code].buttons.flatMap((button): DiagnosisAction[] => {
    switch (button) {
      case 'tryAs':
        return siblingsToTry(exchange, exchangeOf).map(({ id, name }) => ({ action: 'tryAs', exchange: id, name }));
      case 'openKeyPage':
        return exchange.keyPage === null ? [] : [{ action: 'openKeyPage' }];
      case 'testAgain':
        return [{ action: 'testAgain' }];
    }
  });
}

/** The siblings that can say whether a key is theirs. */
export function siblingsToTry(
  { siblings }: Pick<ExchangeInfo, 'siblings'>,
  exchangeOf: (id: string) => ExchangeInfo | undefined,
): ExchangeInfo[] {
  return siblings.flatMap((id) => exchangeOf(id) ?? []).filter(({ support }) => support !== 'kept');
}

/** Whether a key may simply be at the wrong door. */
export function offersSiblings(code: DiagnosisCode): boolean {
  return diagnosisTexts[code].buttons.some((button) => button === 'tryAs');
}
