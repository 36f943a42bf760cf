import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret in the forms in which it could lie about: as it is, hex, base64 at each of the three places in a group of four. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before === 0 ? 0 : before + 1)
      .replace(/=+$/, '')
      .slice(0, -2),
  );
  const hex = bytes.toString('hex');
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([secret, encodeURIComponent(secret), hex, hex.toUpperCase(), ...base64, ...url])];
}

/** The secrets that a text or a file's bytes hold in any form; told by their first letters alone. */
export function secretsIn(content: string | Buffer, secrets: Iterable<string>): string[] {
  const text = typeof content === 'string' ? content : content.toString('latin1');
  return [...secrets]
    .filter((secret) => formsOf(secret).some((form) => text.includes(form)))
    .map((secret) => `${secret.slice(0, 12)}…`);
}

/** Every regular file below a folder, but those below `except`. */
export function filesBelow(folder: string, except: readonly string[] = []): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (except.includes(path)) return [];
    if (entry.isDirectory()) return filesBelow(path, except);
    return entry.isFile() ? [path] : [];
  });
}

/** `path: secret` for every file that holds one. */
export const secretsBelow = (folder: string, secrets: Iterable<string>, except: readonly string[] = []): string[] =>
  filesBelow(folder, except).flatMap((path) =>
    secretsIn(readFileSync(path), secrets).map((secret) => `${path.slice(folder.length + 1)}: ${secret}`),
  );
