import type { HeldOrder } from './order';
import type { LedgerRecord } from './records';
import type { LedgerState } from './state';
import type { TokenState } from './token-state';
import { someOf } from './wording';

/** So that no line of a summary becomes too long. */
const mostInLine = 500;

/** The lines that tell a state anew, without what no limit needs any more. */
export function partsOf(state: LedgerState): LedgerRecord[] {
  const tokens = [...state.tokens.values()];
  for (const token of tokens) token.advance(state.now);
  return [
    ...tokens.flatMap((token) => tokenParts(token, state.now)),
    ...[...state.nonces].map(([credential, nonce]): LedgerRecord => ({
      kind: 'nonce',
      credential,
      nonce: String(nonce),
    })),
  ];
}

function tokenParts(state: TokenState, now: number): LedgerRecord[] {
  const { token, orders, calls, signatures } = state;
  const inWindow = [...orders.values()].sort((one, other) => one.since - other.since);
  return [
    ...inWindow.map(orderPart),
    ...state.pastNets().map(({ market, net }): LedgerRecord => ({
      ...{ kind: 'net', token, venue: market.venue, market: market.id },
      net: net.toString(),
    })),
    ...[...calls].flatMap(([endpointClass, of]): LedgerRecord[] => {
      const { exact, minutes } = of.kept(now);
      return inPieces(exact).map((piece, n) => ({
        ...{ kind: 'calls', token, class: endpointClass, exact: piece },
        minutes: n === 0 ? minutes : [],
      }));
    }),
    ...inPieces([...signatures]).map((seen): LedgerRecord => ({ kind: 'signatures', token, seen })),
  ];
}

function orderPart(order: HeldOrder): LedgerRecord {
  const { market, amount, least, filled, value, became, lost, ...rest } = order;
  return {
    ...{ kind: 'order', ...rest, venue: market.venue, market: market.id },
    ...{ amount: amount?.toString() ?? null, least: least?.toString() ?? null },
    ...{ filled: filled.toString(), value: value.toString(), became: someOf(became) },
    lost: lost || undefined,
  };
}

function inPieces<T>(things: readonly T[]): T[][] {
  const count = Math.ceil(things.length / mostInLine);
  return Array.from({ length: count }, (_, n) => things.slice(n * mostInLine, (n + 1) * mostInLine));
}
