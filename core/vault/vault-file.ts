import { fail, type KeyhavenError } from '../base/failure';
import type { Randomness } from '../base/ports';
import { base64Length, decodeBase64, encodeBase64 } from './base64';
import { mac, same, seal, sealOverhead, sha256, signature, unseal, withSubkey } from './cipher';
import { formatHeader, parseHeader, type Header, type ParsedHeader } from './header';
import { limits } from './limits';
import { pad, paddedLength, unpad } from './padding';
import { decodeIndex, encodeIndex, type SealedIndex, type SecretRecord } from './sealed-index';

/** docs/vault-format.md describes every byte of what this file reads and writes. */

/** A file taken apart and found whole by its digest; nothing in it is authenticated yet. */
export interface ParsedFile extends ParsedHeader {
  readonly bytes: Buffer;
  /** Base64 of the sealed index. */
  readonly index: Buffer;
  /** Whole lines, line feed included: an unchanged secret is copied from one file to the next as it is. */
  readonly secrets: readonly Buffer[];
  readonly digest: Buffer;
  readonly endMac: Buffer;
}

/** The lengths that the base64 of a padded secret can have. */
const secretLengths = new Set<number>();
for (let plain = 0; plain <= limits.secret; plain = paddedLength(plain) - 3)
  secretLengths.add(base64Length(paddedLength(plain) + sealOverhead));

const indexWord = Buffer.from('index ');
const secretWord = Buffer.from('secret ');
const endWord = Buffer.from('end ');
const lineFeed = 0x0a;
const digestBytes = 32;
/** Bytes of the last line: its word, two texts of base64, a space between them, a line feed. */
const endLength = endWord.length + 2 * base64Length(digestBytes) + 2;

/** Takes a file apart and checks its digest, without any key. @throws vault.newer, vault.corrupt */
export function parseFile(bytes: Buffer): ParsedFile {
  if (bytes.length > limits.file) throw damaged('it is too long');
  const head = parseHeader(bytes);
  const index = lineAt(bytes, head.end);
  if (!startsWith(bytes, index, indexWord)) throw damaged('the line “index”');
  if (index.end - index.start > indexWord.length + base64Length(paddedLength(limits.index) + sealOverhead))
    throw damaged('the line “index” is too long');

  const secrets: Buffer[] = [];
  let line = lineAt(bytes, index.end + 1);
  while (startsWith(bytes, line, secretWord)) {
    if (!secretLengths.has(line.end - line.start - secretWord.length)) throw damaged('the length of a secret');
    if (secrets.length === limits.records) throw damaged('too many secrets');
    secrets.push(bytes.subarray(line.start, line.end + 1));
    line = lineAt(bytes, line.end + 1);
  }

  if (!startsWith(bytes, line, endWord)) throw damaged('a line between the secrets and the end');
  const words = bytes.toString('latin1', line.start + endWord.length, line.end).split(' ');
  const [digest, endMac] = words.map(decodeBase64);
  if (words.length !== 2 || digest?.length !== digestBytes || endMac?.length !== digestBytes)
    throw damaged('the line “end”');
  if (line.end + 1 !== bytes.length) throw damaged('something stands after its end');
  if (!same(sha256(bytes.subarray(0, line.start)), digest)) throw damaged('its digest does not fit');
  return { ...head, bytes, index: bytes.subarray(index.start + indexWord.length, index.end), secrets, digest, endMac };
}

/** Checks both MACs and opens the index. @throws vault.corrupt */
export function openIndex(file: ParsedFile, dataKey: Uint8Array): SealedIndex {
  const { header, bytes, macStart } = file;
  const { vaultId } = header;
  const headerMac = withSubkey(dataKey, vaultId, 'header', (key) => mac(key, bytes.subarray(0, macStart)));
  if (!same(headerMac, file.mac)) throw damaged('the header was changed');
  const endMac = withSubkey(dataKey, vaultId, 'file', (key) => mac(key, file.digest));
  if (!same(endMac, file.endMac)) throw damaged('the file was changed');

  const sealed = decodeBase64(file.index.toString('latin1'));
  const padded = sealed && withSubkey(dataKey, vaultId, 'index', (key) => unseal(key, sealed, indexBinding(header)));
  if (!padded) throw damaged('the index');
  const index = decodeIndex(unpad(padded, 'the index'));
  if (index.records.length !== file.secrets.length) throw damaged('the number of secrets');
  return index;
}

/** The bytes of a file. @throws vault.tooBig */
export function buildFile(
  content: { header: Header; index: SealedIndex; secrets: readonly Buffer[]; dataKey: Uint8Array },
  randomness: Randomness,
): Buffer {
  const { header, index, secrets, dataKey } = content;
  const { vaultId } = header;
  const plain = encodeIndex(index);
  atMost('The list of keys', plain.length, limits.index);
  atMost('The number of secrets', secrets.length, limits.records);
  const head = Buffer.from(formatHeader(header));
  const headerMac = withSubkey(dataKey, vaultId, 'header', (key) => mac(key, head));
  const sealed = withSubkey(dataKey, vaultId, 'index', (key) =>
    seal(key, pad(plain), indexBinding(header), randomness),
  );
  const bytes = Buffer.concat([
    head,
    Buffer.from(`header ${encodeBase64(headerMac)}\nindex `),
    Buffer.from(`${encodeBase64(sealed)}\n`, 'latin1'),
    ...secrets,
    Buffer.alloc(endLength),
  ]);
  const digest = sha256(bytes.subarray(0, -endLength));
  const endMac = withSubkey(dataKey, vaultId, 'file', (key) => mac(key, digest));
  bytes.write(`end ${encodeBase64(digest)} ${encodeBase64(endMac)}\n`, bytes.length - endLength);
  atMost('The vault', bytes.length, limits.file);
  return bytes;
}

/** One secret as a line of the file. */
export function sealSecret(
  record: SecretRecord,
  plain: Uint8Array,
  { vaultId, dataKey }: { vaultId: string; dataKey: Uint8Array },
  randomness: Randomness,
): Buffer {
  const padded = pad(plain);
  const sealed = withSubkey(dataKey, vaultId, 'secret', (key) =>
    seal(key, padded, secretBinding(vaultId, record), randomness),
  );
  padded.fill(0);
  return Buffer.from(`secret ${encodeBase64(sealed)}\n`);
}

/** The plain text of a secret's line. @throws vault.corrupt */
export function openSecret(
  record: SecretRecord,
  line: Buffer,
  { vaultId, dataKey }: { vaultId: string; dataKey: Uint8Array },
): Buffer {
  const sealed = decodeBase64(line.toString('latin1', secretWord.length, line.length - 1));
  const padded =
    sealed && withSubkey(dataKey, vaultId, 'secret', (key) => unseal(key, sealed, secretBinding(vaultId, record)));
  if (!padded) throw damaged('a secret');
  return unpad(padded, 'a secret');
}

const indexBinding = ({ vaultId, save }: Header) => Buffer.from(`${signature}\n${vaultId}\nindex\n${String(save)}`);

const secretBinding = (vaultId: string, { id, revision, purpose }: SecretRecord) =>
  Buffer.from(`${signature}\n${vaultId}\nsecret\n${id}\n${String(revision)}\n${purpose}`);

interface Line {
  readonly start: number;
  /** Offset of the line feed. */
  readonly end: number;
}

function lineAt(bytes: Buffer, start: number): Line {
  const end = bytes.indexOf(lineFeed, start);
  if (end < 0) throw damaged('it is cut off');
  return { start, end };
}

function startsWith(bytes: Buffer, { start, end }: Line, word: Buffer): boolean {
  return end - start >= word.length && bytes.compare(word, 0, word.length, start, start + word.length) === 0;
}

function atMost(what: string, found: number, limit: number): void {
  if (found > limit) throw fail('vault.tooBig', { what, found, limit });
}

function damaged(where: string): KeyhavenError {
  return fail('vault.corrupt', { where });
}
