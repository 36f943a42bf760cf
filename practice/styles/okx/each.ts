import { Declined } from '../../market/declined';
import type { Answer } from '../style';
import { fields, type Given } from './given';
import { Failed, failureOf } from './refusals';

/** Does one thing after the other; each answers for itself, and the whole says whether all, some or none worked. */
export function each(
  objects: readonly Record<string, unknown>[],
  act: (given: Given) => object,
  names: readonly string[] = ['ordId', 'clOrdId'],
): Answer {
  const results = objects.map((object) => {
    const given = fields(object);
    const echo = Object.fromEntries(names.map((name) => [name, given.text(name) ?? '']));
    try {
      return { ...echo, tag: given.text('tag') ?? '', sCode: '0', sMsg: '', ...act(given) };
    } catch (error) {
      const failure = error instanceof Declined ? failureOf(error) : error;
      if (!(failure instanceof Failed)) throw error;
      return { ...echo, tag: given.text('tag') ?? '', sCode: failure.code, sMsg: failure.text };
    }
  });
  const failed = results.filter(({ sCode }) => sCode !== '0').length;
  const [code, msg] =
    failed === 0
      ? ['0', '']
      : failed === results.length
        ? ['1', 'All operations failed']
        : ['2', 'Bulk operation partially succeeded'];
  return { status: 200, body: { code, data: results, msg } };
}
