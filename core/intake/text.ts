import type { Candidate, IntakeParser } from './candidate';
import { namesField } from './meaning';
import { fieldPhrases } from './names';
import { flattenPem, unflattenPem } from './pem';

const phrase = Object.values(fieldPhrases)
  .flat()
  .sort((one, other) => other.length - one.length)
  .map((words) => words.replaceAll(' ', '[ _-]?'))
  .join('|');
/** A field's name with its colon or equals sign, at a place where a word begins. */
const fieldSign = new RegExp(`(?<![\\w-])["'\`]?(${phrase})["'\`]?\\s*[:=：]`, 'gi');
const anySign = /^["'`]?([A-Za-z][\w .-]{0,60}?)["'`]?\s*[:=：]\s*(.*)$/;
const leading = /^[\s{[(,;*•>-]+/;
const quoted = /^(["'`])(.*?)\1[\s,;)}\]]*$/;

/** What exchanges' pages and chats hold: `API Key: … Secret Key: …`, on one line or many, the value also on the line below; and code that is no JSON. */
export const text: IntakeParser = {
  source: 'text',
  read(whole) {
    const lines = flattenPem(whole)
      .split(/\r?\n|\r/)
      .map((line) => (line.includes('-----BEGIN ') ? line.trim() : line.replace(leading, '').trim()))
      .filter((line) => line !== '');
    return lines.flatMap((line, index) => candidatesOn(line, lines[index - 1], lines[index + 1]));
  },
};

function candidatesOn(line: string, before: string | undefined, after: string | undefined): Candidate[] {
  if (line.startsWith('-----BEGIN ')) return isLabel(before) ? [] : [candidate('private key', line)];
  if (isLabel(line)) return after === undefined || isLabel(after) ? [] : [candidate(bare(line), after)];
  const signs = [...line.matchAll(fieldSign)];
  if (signs.length === 0) {
    // The line under a label is its value, whatever signs stand in it.
    const [, name, value] = (isLabel(before) ? null : anySign.exec(line)) ?? [];
    return name === undefined || value === undefined ? [] : [candidate(name, value)];
  }
  return signs.map((sign, index) => {
    // "Binance API Key" says of whom the key is; between two fields of one line stands a value instead.
    const name = index === 0 ? line.slice(0, sign.index) + (sign[1] ?? '') : (sign[1] ?? '');
    const next = signs[index + 1];
    const rest = line.slice(sign.index + sign[0].length, next?.index).trim();
    // A comma before the next field parts the two; at the end of a line it may belong to a passphrase.
    return candidate(name, next === undefined ? rest : rest.replace(/[,;]$/, ''));
  });
}

/** A line that is a field's name and nothing else: its value stands below. */
function isLabel(line: string | undefined): boolean {
  return line !== undefined && line.length <= 40 && /^[A-Za-z][\w -]*[:=：]?$/.test(line) && namesField(bare(line));
}

function bare(line: string): string {
  return line.replace(/\s*[:=：]$/, '');
}

function candidate(name: string, rest: string): Candidate {
  return { name: name.replace(/["'`]/g, '').trim(), path: [], value: unflattenPem(unquoted(rest.trim())) };
}

/** A quote that nothing closes is the sign of a text that was cut off: half a secret is worse than none. */
function unquoted(value: string): string {
  return quoted.exec(value)?.[2] ?? (/^["'`]/.test(value) ? '' : value);
}
