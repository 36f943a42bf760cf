/** RFC 4648 base64 with padding, read strictly: a text that another text could stand for is refused. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  // Encoding ten megabytes again to compare would take longer than decoding them. Node drops what it does not know, so a
  // text of the right length is all base64, except that the last bytes decide how its end must look, and that - and _
  // pass for + and /.
  const end = bytes.length - (bytes.length % 3 || 3);
  const strict =
    text.length === base64Length(bytes.length) &&
    text.endsWith(bytes.toString('base64', Math.max(0, end))) &&
    !text.includes('-') &&
    !text.includes('_');
  return strict ? bytes : null;
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Characters of `length` bytes in base64. */
export function base64Length(length: number): number {
  return Math.ceil(length / 3) * 4;
}
