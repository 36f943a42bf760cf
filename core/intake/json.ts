import type { Candidate, IntakeParser } from './candidate';

const deepest = 12;
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** ccxt's `{ apiKey, secret, password }`, Freqtrade's exchange block, Coinbase's key file, and flat maps with the usual names. */
export const json: IntakeParser = {
  source: 'json',
  read(text) {
    if (!/^\s*[[{]/.test(text)) return null;
    try {
      JSON.parse(text);
    } catch {
      return null;
    }
    return leavesOf(text);
  },
};

/**
 * Every name with its value, read from the tokens of a text that is known to be JSON. The parsed object would hide that a
 * name stands twice, would turn a long number into another one, and takes `__proto__` for what it is not.
 */
function leavesOf(text: string): Candidate[] {
  const leaves: Candidate[] = [];
  const path: string[] = [];
  const opened: ('name' | 'nameless')[] = [];
  let name: string | null = null;
  const tokens = text.match(token) ?? [];
  for (const [index, part] of tokens.entries()) {
    if (part === '{' || part === '[') {
      opened.push(name === null ? 'nameless' : 'name');
      if (name !== null) path.push(name);
      name = null;
    } else if (part === '}' || part === ']') {
      if (opened.pop() === 'name') path.pop();
      name = null;
    } else if (part === ',') name = null;
    else if (tokens[index + 1] === ':') name = JSON.parse(part) as string;
    else if (part !== ':' && name !== null && path.length <= deepest)
      leaves.push({ name, path: [...path], value: valueOf(part) });
  }
  return leaves;
}

function valueOf(part: string): string {
  if (part.startsWith('"')) return JSON.parse(part) as string;
  return part === 'null' || part === 'true' || part === 'false' ? '' : part;
}
