// @ts-check
/**
 * Packs files into an asar archive: a Chromium "pickle" with the header's size, one with the header, then the contents.
 * Source: github.com/electron/asar, README "Format", seen 2026-11.
 * @param {Record<string, Buffer>} parts name → content, one folder deep
 * @returns {Buffer}
 */
export function packAsar(parts) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const files = {};
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    files[name] = { size: content.length, offset: String(offset) };
    offset += content.length;
  }
  const header = Buffer.from(JSON.stringify({ files }));
  const padding = Buffer.alloc((4 - (header.length % 4)) % 4);
  const pickle = Buffer.concat([uint32(4 + header.length + padding.length), uint32(header.length), header, padding]);
  return Buffer.concat([uint32(4), uint32(pickle.length), pickle, ...Object.values(parts)]);
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
