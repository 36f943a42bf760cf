import { malformed } from './errors';

/** D-Bus types. Source: D-Bus Specification 0.43, "Type System", seen 2026-11. File descriptors are left out: we never pass any. */
const basic = ['y', 'b', 'n', 'q', 'i', 'u', 'x', 't', 'd', 's', 'o', 'g'] as const;
export type BasicCode = (typeof basic)[number];

export type Type =
  | { readonly code: BasicCode | 'v' }
  | { readonly code: 'a'; readonly of: Type }
  | { readonly code: '('; readonly of: readonly Type[] }
  | { readonly code: '{'; readonly key: Type; readonly value: Type };

/** A value that says its own type: `{ signature: 's', value: 'text' }`. */
export class Variant {
  readonly signature: string;
  readonly value: unknown;
  constructor(signature: string, value: unknown) {
    this.signature = signature;
    this.value = value;
  }
}

const longestSignature = 255;
/** The specification allows 32 arrays and 32 structs within each other; nothing that we speak of needs a quarter of it. */
export const deepest = 16;

export const isBasic = (code: string): code is BasicCode => (basic as readonly string[]).includes(code);

/** Where a value of this type may begin. */
export function alignmentOf({ code }: Type): 1 | 2 | 4 | 8 {
  switch (code) {
    case 'y':
    case 'g':
    case 'v':
      return 1;
    case 'n':
    case 'q':
      return 2;
    case 'b':
    case 'i':
    case 'u':
    case 's':
    case 'o':
    case 'a':
      return 4;
    case 'x':
    case 't':
    case 'd':
    case '(':
    case '{':
      return 8;
  }
}

/** The complete types that a signature is made of. @throws BusError malformed */
export function parseSignature(signature: string): Type[] {
  if (signature.length > longestSignature) throw malformed('signature too long');
  let at = 0;

  function type(depth: number): Type {
    const code = signature[at++] ?? '';
    if (depth > deepest) throw malformed('signature too deep');
    if (isBasic(code) || code === 'v') return { code };
    if (code === 'a') return { code, of: signature[at] === '{' ? entry(depth + 1) : type(depth + 1) };
    if (code === '(') {
      const of: Type[] = [];
      while (signature[at] !== ')') of.push(type(depth + 1));
      at += 1;
      if (of.length === 0) throw malformed('empty struct');
      return { code, of };
    }
    throw malformed('signature');
  }

  function entry(depth: number): Type {
    at += 1;
    const key = type(depth + 1);
    if (!isBasic(key.code)) throw malformed('dictionary key');
    const value = type(depth + 1);
    if (signature[at++] !== '}') throw malformed('dictionary entry');
    return { code: '{', key, value };
  }

  const types: Type[] = [];
  while (at < signature.length) types.push(type(0));
  return types;
}

/** The one complete type of a variant. @throws BusError malformed */
export function singleType(signature: string): Type {
  const [type, ...more] = parseSignature(signature);
  if (type === undefined || more.length > 0) throw malformed('variant signature');
  return type;
}

/** `/`, or names of letters, digits and underscores, each after a slash. */
export const isObjectPath = (text: string): boolean => /^\/$|^(\/[A-Za-z0-9_]+)+$/.test(text);
