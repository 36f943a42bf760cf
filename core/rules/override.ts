import { z } from 'zod';
import { builtInRules } from './key-rules';
import { KeyRule } from './rule';

/** The person's own rules: what is said here takes the place of what Keyhaven knows (docs/health.md). */
const Override = z.strictObject({
  version: z.literal(1),
  /** Rules that are added; one with the id of a built-in takes its place. */
  rules: z.array(KeyRule).max(400).default([]),
  /** Ids of built-in rules that do not hold any more. */
  without: z.array(KeyRule.shape.id).max(400).default([]),
});

export type Reading =
  | { readonly ok: true; readonly rules: readonly KeyRule[]; readonly own: number }
  /** Why it is not understood; nothing of the file's own text is in it but names of this version's fields. */
  | { readonly ok: false; readonly problem: string };

/** All rules, with the person's own file laid over them. */
export function readOverride(text: string): Reading {
  const parsed = parse(text);
  if (parsed === undefined) return { ok: false, problem: 'It is not JSON.' };
  const { data, error } = Override.safeParse(parsed.value);
  if (data === undefined) return { ok: false, problem: placeOf(error) };
  const own = new Set(data.rules.map(({ id }) => id));
  if (own.size !== data.rules.length) return { ok: false, problem: 'Two of its rules have the same id.' };
  const gone = new Set(data.without);
  const known = new Set(builtInRules.map(({ id }) => id));
  if (data.without.some((id) => !known.has(id)))
    return { ok: false, problem: 'It takes away a rule that Keyhaven does not have.' };
  const kept = builtInRules.filter(({ id }) => !own.has(id) && !gone.has(id));
  return { ok: true, rules: [...kept, ...data.rules], own: data.rules.length + data.without.length };
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Where the first thing is that does not fit: `rules.2.days`. */
function placeOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue?.path.map(String).join('.') ?? '';
  const where = place === '' ? 'at its top' : `at ${place}`;
  return issue?.code === 'unrecognized_keys'
    ? `There is a name ${where} that is not known.`
    : `What stands ${where} is not what belongs there.`;
}
