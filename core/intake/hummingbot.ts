import { fail } from '../base/failure';
import type { Candidate, IntakeParser } from './candidate';
import { endsInField } from './meaning';

const entry = /^([a-z][a-z0-9_]{0,99}):(?:\s+(\S.*))?$/;
const quoted = /^(["'])(.*)\1$/;
/** `{"`, in hexadecimal: the beginning of an Ethereum key file. */
const encrypted = /^7b22[0-9a-f]{100,}$/i;

/**
 * Hummingbot's `conf/connectors/*.yml`: `connector: binance` and `binance_api_key: …`, one name a line. It encrypts the values with its own
 * password and writes them as the hexadecimal digits of a key file. Source: hummingbot.org, connectors, seen 2026-11.
 */
export const hummingbot: IntakeParser = {
  source: 'hummingbot',
  read(text) {
    const lines = text
      .split(/\r?\n|\r/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && line !== '---' && !line.startsWith('#'));
    const found = lines.map(candidateOf);
    if (!found.every((candidate) => candidate !== null) || !found.some(isPrefixed)) return null;
    if (found.some(({ name, value }) => endsInField(name) && encrypted.test(value))) throw fail('intake.encrypted');
    return found;
  },
};

function candidateOf(line: string): Candidate | null {
  const [, name, value = ''] = entry.exec(line) ?? [];
  return name === undefined ? null : { name, path: [], value: quoted.exec(value)?.[2] ?? value };
}

/** `api_key: …` alone may be anybody's. */
function isPrefixed({ name }: Candidate, _index: number, all: readonly Candidate[]): boolean {
  if (name === 'connector') return false;
  const connector = all.find((other) => other.name === 'connector')?.value;
  return connector === undefined
    ? /^[a-z0-9_]+_(?:api_key|api_secret|secret_key)$/.test(name)
    : name.startsWith(`${connector}_`);
}
