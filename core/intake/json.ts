import type { Candidate, IntakeParser } from './candidate';

const deepest = 12;
/** One that nothing closes goes on to the end, so that a hostile text is not read again from each of its quotes. */
const inQuotes = String.raw`"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)`;
const token = new RegExp(String.raw`${inQuotes}|[{}[\]:,]|[^\s{}[\]:,"]+`, 'g');
const commentOrText = new RegExp(String.raw`${inQuotes}|\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)`, 'g');
const lastCommaOrText = new RegExp(String.raw`${inQuotes}|,(?=\s*[}\]])`, 'g');

/** Flat maps with the usual names, whoever wrote them. */
export const json: IntakeParser = { source: 'json', read: leavesOf };

/** Every name with its value; null for what is no JSON. Comments and a comma after the last entry are let pass, as programs let them. */
export function leavesOf(text: string): Candidate[] | null {
  if (!/^\s*(?:[[{]|\/[/*])/.test(text)) return null;
  const plain = text
    .replace(commentOrText, (part) => (part.startsWith('"') ? part : ' '))
    .replace(lastCommaOrText, (part) => (part.startsWith('"') ? part : ' '));
  if (!/^\s*[[{]/.test(plain)) return null;
  try {
    JSON.parse(plain);
  } catch {
    return null;
  }
  return leavesIn(plain);
}

/**
 * Read from the tokens of a text that is known to be JSON. The parsed object would hide that a name stands twice, would turn a long number
 * into another one, and takes `__proto__` for what it is not.
 */
function leavesIn(text: string): Candidate[] {
  const leaves: Candidate[] = [];
  const path: string[] = [];
  const opened: ('name' | 'nameless')[] = [];
  const within: number[] = [];
  let name: string | null = null;
  const tokens = text.match(token) ?? [];
  for (const [index, part] of tokens.entries()) {
    if (part === '{' || part === '[') {
      opened.push(name === null ? 'nameless' : 'name');
      within.push(index);
      if (name !== null) path.push(name);
      name = null;
    } else if (part === '}' || part === ']') {
      if (opened.pop() === 'name') path.pop();
      within.pop();
      name = null;
    } else if (part === ',') name = null;
    else if (tokens[index + 1] === ':') name = JSON.parse(part) as string;
    else if (part !== ':' && name !== null && within.length <= deepest)
      leaves.push({ name, path: [...path], within: [...within], value: valueOf(part) });
  }
  return leaves;
}

function valueOf(part: string): string {
  if (part.startsWith('"')) return JSON.parse(part) as string;
  return part === 'null' || part === 'true' || part === 'false' ? '' : part;
}
