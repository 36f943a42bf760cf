import type { OperationName } from '../../core/contract/contract';
import type { Need, Operation } from '../../core/contract/operation';

/** The page docs/operations.md, made from the contract. */
export function operationsPage(rows: readonly [OperationName, Operation][]): string {
  const lines = rows.map(([name, { kind, audience, audit, doc, yields }]) => {
    const doors = Object.entries(audience).map(([door, need]) => `${door}: ${needText(need)}`);
    const text = yields === undefined ? doc : `${doc} **Yields ${yields}.**`;
    return `| \`${name}\` | ${kind} | ${doors.join('<br>')} | ${audit === null ? '–' : `\`${audit}\``} | ${text} |`;
  });
  return [
    '# Operations',
    '',
    'Everything a front end may ask of Keyhaven, made from `core/contract` by `test/contract`. A door that is not named is closed.',
    '',
    '| operation | kind | door: what must be given | audit log | what it does |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

const needText = (need: Need) => (typeof need === 'string' ? need : `fresh authorization (${need.authorization})`);
