/**
 * The text that a percent-encoded value stands for, decoded once. Undefined where it can be understood in two ways: a bare
 * `+` (a space to some servers), a `%` that begins no escape, or bytes that are not UTF-8. `raw` has one byte a character.
 */
export function decodeOnce(raw: string): string | undefined {
  if (raw.includes('+')) return undefined;
  if (!raw.includes('%')) return isAscii(raw) ? raw : undefined;
  if (!isAscii(raw)) return undefined;
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

/** Also control characters are refused: no server agrees with another on them. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}
