import { numericCode } from '../diagnosis/facts';
import { familyOf } from '../diagnosis/families';
import type { Family } from '../diagnosis/families/family';

/** A list of errors has one or two; an answer that is made to be long must not be searched through. */
const mostTexts = 8;
const longestText = 500;

/**
 * What an answer says is wrong, as a word of the family's own tables or as a number: never a text of the exchange. Null where it says
 * nothing that is known.
 */
export function codeSaid(ccxtId: string, answer: unknown): string | null {
  const { says, codes, phrases = [] } = familyOf(ccxtId);
  const texts = says.texts.flatMap((path) => saidAt(answer, path)).map((text) => text.toLowerCase());
  const phrase = phrases.find(([known]) => texts.some((text) => text.includes(known.toLowerCase())));
  if (phrase !== undefined) return phrase[0];
  const said = says.codes.flatMap((path) => saidAt(answer, path));
  return said.find((code) => Object.hasOwn(codes, code)) ?? said.find((code) => numericCode.test(code)) ?? null;
}

/** The exchange's time in an answer to its public question, in milliseconds since 1970; null where there is none. */
export function timeSaid({ at, unit }: NonNullable<Family['clock']>, answer: unknown): number | null {
  const said = Number(saidAt(answer, at)[0] ?? Number.NaN);
  if (!(said > 0)) return null;
  // Whole seconds: what is meant is on average half a second later.
  const ms = unit === 'ms' ? said : said * 1000 + (Number.isInteger(said) ? 500 : 0);
  return ms < latestMs ? ms : null;
}

const latestMs = Date.UTC(2200, 0, 1);

/** The texts and numbers at a place in an answer; those of a list at that place each by itself. */
function saidAt(answer: unknown, path: string): string[] {
  let found = answer;
  for (const name of path === '' ? [] : path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return [];
    found = (found as Record<string, unknown>)[name];
  }
  return (Array.isArray(found) ? found.slice(0, mostTexts) : [found]).flatMap(asText);
}

function asText(value: unknown): string[] {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' ? [value.slice(0, longestText)] : [];
}
