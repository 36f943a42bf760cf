/** How hard a passphrase is to guess: 0 empty, 1 too short, 2 weak, 3 fair, 4 strong. A hint, not a rule; main decides. */
export type Strength = 0 | 1 | 2 | 3 | 4;

const common = /password|passphrase|qwert|12345|letmein|keyhaven|bitcoin|admin/i;

export function strengthOf(passphrase: string): Strength {
  if (passphrase === '') return 0;
  const distinct = new Set(passphrase.toLowerCase()).size;
  if (passphrase.length < 8 || distinct < 5) return 1;
  const words = passphrase.split(/[\s._-]+/).filter((word) => word.length > 2).length;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d\s]/].filter((kind) => kind.test(passphrase)).length;
  // About two bits for each letter of ordinary words, more where kinds of characters are mixed.
  const bits = passphrase.length * (1.6 + 0.6 * kinds) + words * 2 - (common.test(passphrase) ? 24 : 0);
  return bits < 34 ? 2 : bits < 50 ? 3 : 4;
}
