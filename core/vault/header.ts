import { fail, type KeyhavenError } from '../base/failure';
import type { Instant } from '../base/instants';
import type { OpenMode } from '../contract/words';
import { decodeBase64 } from './base64';
import { signature } from './cipher';
import { formatName, formatVersion, limits } from './limits';
import { parseSlot, slotLine, type Slot } from './slots';

/** What stands in the clear before the sealed index. */
export interface Header {
  readonly vaultId: string;
  readonly created: Instant;
  /** Number of the save that wrote the file, from 1; the higher of two generations is the newer. */
  readonly save: number;
  /** The slot of the open mode; its kind is the mode. */
  readonly main: Slot & { readonly kind: OpenMode };
  readonly recovery: Slot;
}

export interface ParsedHeader {
  readonly header: Header;
  /** Bytes that `mac` is made over: everything before its line. */
  readonly macStart: number;
  readonly mac: Buffer;
  /** Offset of the first byte after the header. */
  readonly end: number;
}

const macBytes = 32;

/** The lines that each slot's wrapping is bound to. */
export const preambleOf = ({ vaultId, created }: Pick<Header, 'vaultId' | 'created'>) =>
  `${signature}\nvault ${vaultId}\ncreated ${created}\n`;

export const formatHeader = (header: Header) =>
  `${preambleOf(header)}save ${String(header.save)}\n${slotLine(header.main)}${slotLine(header.recovery)}`;

/**
 * Reads the header without any key. It is not authenticated yet: whoever opens the vault checks its MAC.
 * @throws vault.newer, vault.corrupt
 */
export function parseHeader(bytes: Buffer): ParsedHeader {
  if (bytes.length === 0) throw damaged('it is empty');
  const text = bytes.toString('latin1', 0, Math.min(bytes.length, limits.header));
  let at = 0;
  const line = () => {
    const end = text.indexOf('\n', at);
    if (end < 0) throw damaged('the header is cut off');
    const found = text.slice(at, end);
    at = end + 1;
    return found;
  };
  const after = (word: string, pattern: RegExp) => {
    const value = line();
    if (!value.startsWith(`${word} `) || !pattern.test(value.slice(word.length + 1)))
      throw damaged(`the line “${word}”`);
    return value.slice(word.length + 1);
  };

  const found = Number(after(formatName, /^[1-9][0-9]{0,8}$/));
  if (found > formatVersion) throw fail('vault.newer', { found, known: formatVersion });
  const vaultId = after('vault', /^[0-9a-z]{26}$/);
  const created = after('created', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  if (Number.isNaN(Date.parse(created))) throw damaged('the line “created”');
  const save = Number(after('save', /^[1-9][0-9]{0,8}$/));
  const main = parseSlot(line());
  const recovery = parseSlot(line());
  if (!hasMode(main) || recovery.kind !== 'recovery') throw damaged('a slot');
  const macStart = at;
  const mac = decodeBase64(after('header', /^/));
  if (mac?.length !== macBytes) throw damaged('the line “header”');
  return { header: { vaultId, created: created as Instant, save, main, recovery }, macStart, mac, end: at };
}

function hasMode(slot: Slot): slot is Slot & { kind: OpenMode } {
  return slot.kind !== 'recovery';
}

function damaged(where: string): KeyhavenError {
  return fail('vault.corrupt', { where });
}
