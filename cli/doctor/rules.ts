import { join } from 'node:path';
import { lookAtRules, rulesFile } from '../../core/rules/rules-home';
import { ok, problem, quoted, type Found, type Patient } from './check';

/** The person's own key rules; where they are not understood, the built-in ones hold. */
export async function lookAtOwnRules({ folder }: Patient): Promise<Found> {
  const { state, rules, problem: why } = await lookAtRules(folder);
  if (state === 'none') return ok('The built-in ones alone.');
  if (state === 'inForce') return ok(`${String(rules)} of your own, over the built-in ones.`);
  const path = join(folder, rulesFile);
  return problem(
    `Your ${rulesFile} is not understood, so the built-in rules hold. ${why ?? ''}`,
    `mv ${quoted(path)} ${quoted(`${path}.before`)}`,
  );
}
