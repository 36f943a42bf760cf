/** RFC 4648 base64 with padding, read strictly: a text that another text could stand for is refused. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Characters of `length` bytes in base64. */
export function base64Length(length: number): number {
  return Math.ceil(length / 3) * 4;
}
