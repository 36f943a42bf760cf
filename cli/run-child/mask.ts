import { Transform, type TransformCallback } from 'node:stream';

/** What stands in the place of a secret. */
export const maskText = '<concealed by keyhaven>';

/** So much of a secret's beginning may be shown where a program stops in the middle of it: a prompt that happens to end in a `k` must not be held back. */
const harmless = 7;
const showAfterMs = 100;
const shortest = 12;

/** What is hidden of these values: each whole, and a private key by its lines, as programs print it. */
export const hidden = (values: readonly (string | null)[]): string[] =>
  values
    .flatMap((value) => (value === null ? [] : [value, ...value.split('\n')]))
    .map((value) => value.trim())
    .filter((value) => value.length >= shortest && !value.startsWith('-----'));

/** What was not decided yet: the end of the stream, where it may be the beginning of a secret, and how much of it was shown already. */
export interface Undecided {
  readonly held: string;
  readonly shown: number;
}

/** The next piece of a stream: what may be shown now, and what waits for more. */
export function masked({ held, shown }: Undecided, text: string, secrets: readonly string[]): [string, Undecided] {
  const all = held + text;
  let out = '';
  let at = 0;
  let done = shown;
  for (let found = nextOf(all, at, secrets); found !== null; found = nextOf(all, at, secrets)) {
    out += all.slice(Math.max(at, done), Math.max(found.at, done)) + maskText;
    at = found.at + found.length;
    done = at;
  }
  const keep = all.length - heldLength(all.slice(at), secrets);
  out += all.slice(Math.max(at, done), Math.max(keep, done));
  return [out, { held: all.slice(keep), shown: Math.max(0, done - keep) }];
}

/** The first secret from a place on; the longest of those that begin there. */
function nextOf(text: string, from: number, secrets: readonly string[]): { at: number; length: number } | null {
  let best: { at: number; length: number } | null = null;
  for (const secret of secrets) {
    const { length } = secret;
    const at = text.indexOf(secret, from);
    if (at < 0) continue;
    if (best === null || at < best.at || (at === best.at && length > best.length)) best = { at, length };
  }
  return best;
}

/** How long the longest end of the text is that a secret begins with. */
function heldLength(text: string, secrets: readonly string[]): number {
  const most = Math.min(text.length, Math.max(0, ...secrets.map(({ length }) => length - 1)));
  for (let length = most; length > 0; length -= 1) {
    const end = text.slice(text.length - length);
    if (secrets.some((secret) => secret.length > length && secret.startsWith(end))) return length;
  }
  return 0;
}

/**
 * Replaces secrets in a stream of bytes, also where one arrives in pieces; everything else passes at once. It hides what is
 * printed by mistake: a program that wants to tell a secret has other ways.
 */
export function createMask(secrets: readonly string[]): Transform {
  const wanted = secrets.map((secret) => Buffer.from(secret).toString('latin1'));
  let undecided: Undecided = { held: '', shown: 0 };
  let timer: NodeJS.Timeout | undefined;

  /** What waits, as far as it was not shown. */
  const rest = (): Buffer => {
    const { held, shown } = undecided;
    undecided = { held, shown: held.length };
    return Buffer.from(held.slice(shown), 'latin1');
  };

  const mask = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      clearTimeout(timer);
      const [out, next] = masked(undecided, chunk.toString('latin1'), wanted);
      undecided = next;
      if (next.held.length > next.shown && next.held.length <= harmless)
        timer = setTimeout(() => mask.push(rest()), showAfterMs);
      done(null, out === '' ? undefined : Buffer.from(out, 'latin1'));
    },
    flush(done: TransformCallback) {
      clearTimeout(timer);
      done(null, rest());
    },
  });
  return mask;
}
