import type { Candidate, IntakeParser } from './candidate';
import { flattenPem, unflattenPem } from './pem';

const assignment = /^(?:export\s+|set\s+|\$env:)?([A-Za-z_][\w.]*)\s*=\s*(.*)$/;
const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/;

/** `.env` files and shell lines: `BINANCE_API_KEY=…`, `export OKX_SECRET_KEY='…'  # comment`. */
export const env: IntakeParser = {
  source: 'env',
  read(text) {
    const lines = flattenPem(text)
      .split(/\r?\n|\r/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    const candidates = lines.map(candidateOf);
    return candidates.length > 0 && candidates.every((candidate) => candidate !== null) ? candidates : null;
  },
};

function candidateOf(line: string): Candidate | null {
  const [, name, rest] = assignment.exec(line) ?? [];
  return name === undefined || rest === undefined ? null : { name, path: [], value: unflattenPem(unquoted(rest)) };
}

/** A quote that nothing closes is the sign of a file that was cut off: half a secret is worse than none. */
function unquoted(rest: string): string {
  if (/^["']/.test(rest)) return quoted.exec(rest)?.[2] ?? '';
  const comment = rest.search(/\s#/);
  return (comment === -1 ? rest : rest.slice(0, comment)).trim();
}
