/** An answer that echoes the real API key shows the phantom in its place: the tool knows no other. */
export function scrubbed(body: Buffer, realKey: string, phantomKey: string): Buffer {
  if (!body.includes(realKey)) return body;
  return Buffer.from(body.toString('latin1').split(realKey).join(phantomKey), 'latin1');
}
