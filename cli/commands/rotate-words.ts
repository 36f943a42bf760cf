import type {
  Comparison,
  RotationDetail,
  RotationGuide,
  RotationRow,
  RotationState,
} from '../../core/contract/rotation-steps';
import { printable, table } from '../table';
import { dayText, momentText, rightWords } from '../words';
import type { Style } from '../style';
import type { RetiredRow } from '../../core/contract/rotation-steps';

/** The words of a rotation as a person at a terminal reads them. */

export const stateWords = {
  prepared: 'waits for the new key',
  tested: 'new key tested',
  compared: 'compared',
  switched: 'switched; the old key is to be deleted',
  oldDeleted: 'old key deleted, not proven yet',
  provenDead: 'old key proven dead',
} as const satisfies Record<RotationState, string>;

const numbered = (steps: readonly string[]) => steps.map((step, n) => `  ${String(n + 1)}. ${step}`);

export const makeText = ({ exchangeName, guide }: RotationDetail): string =>
  [`Make a new key at ${exchangeName}:`, ...page(guide), ...numbered(guide.make), caution(guide)].join('\n');

export const removeText = ({ exchangeName, guide, oldEnding }: RotationDetail): string =>
  [`Now delete the old key${ending(oldEnding)} at ${exchangeName}:`, ...page(guide), ...numbered(guide.remove)].join(
    '\n',
  );

const page = ({ keyPage }: RotationGuide) => (keyPage === null ? [] : [`  ${keyPage}`]);

/** Menus change; nobody shall take what is not certain for a promise. */
const caution = ({ source, seen, confidence }: RotationGuide) =>
  `  (a copy of ${source}, read ${seen}${confidence === 'high' ? '' : '; the page may look different'})`;

export const ending = (text: string): string => (text === '' ? '' : ` …${printable(text)}`);

export function comparisonText({ more, less, ip, account, tokens, warnings }: Comparison): string {
  const words = (rights: readonly (keyof typeof rightWords)[]) => rights.map((right) => rightWords[right]).join(', ');
  return [
    `  more:     ${words(more) || 'nothing'}`,
    `  less:     ${words(less) || 'nothing'}`,
    `  IP list:  ${ip.old} → ${ip.new}`,
    `  account:  ${account}`,
    ...tokens.map(({ label, lacks }) => `  token “${printable(label)}” lacks: ${words(lacks)}`),
    ...warnings.map(({ text }) => `  ! ${text}`),
  ].join('\n');
}

export function rotationsText(rotations: readonly RotationRow[], retired: readonly RetiredRow[], style: Style): string {
  if (rotations.length === 0 && retired.length === 0) return 'No rotation is under way.';
  const rows = rotations.map(({ id, label, exchangeName, state, oldEnding, newEnding, batch }) => [
    id.slice(0, 8),
    printable(label),
    exchangeName,
    `${ending(oldEnding).trim()} → ${newEnding === null ? '?' : ending(newEnding).trim()}`,
    stateWords[state],
    batch.of === 1 ? '' : `${String(batch.at)} of ${String(batch.of)}`,
  ]);
  const kept = retired.map(
    ({ label, keyEnding, until, provenDead }) =>
      `The old key${ending(keyEnding)} of “${printable(label)}” is kept until ${momentText(until)}, ${
        provenDead === null ? 'not proven dead' : `proven dead ${dayText(provenDead)}`
      }.`,
  );
  return [
    ...(rows.length === 0 ? [] : [table(['id', 'label', 'exchange', 'keys', 'stands at', ''], rows, style)]),
    ...kept,
  ].join('\n');
}
