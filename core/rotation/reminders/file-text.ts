import { decodeBase64, encodeBase64 } from '../../vault/base64';

/** The file as text, by docs/reminders.md: three lines that say how to read it, and one with what is in it. */

const signature = 'keyhaven-reminders 1';
const counterLimit = 999_999_999;

export interface FileHead {
  readonly vaultId: string;
  /** Number of the keychain entry that it is sealed under; null where it is not sealed. */
  readonly key: number | null;
}

/** What is bound into the encryption. */
export const boundTo = ({ vaultId, key }: FileHead): Buffer =>
  Buffer.from(`${signature}\nvault ${vaultId}\nkey ${key === null ? 'none' : String(key)}\n`);

export function fileText(head: FileHead, body: Uint8Array): string {
  return `${boundTo(head).toString()}${head.key === null ? 'plain' : 'sealed'} ${encodeBase64(body)}\n`;
}

/** Null for anything that is not such a file, whatever is wrong with it. */
export function parseFileText(text: string): { readonly head: FileHead; readonly body: Buffer } | null {
  const [first, vault = '', key = '', last = '', rest, ...more] = text.split('\n');
  const [, vaultId] = /^vault ([0-9a-z]{26})$/.exec(vault) ?? [];
  const [, number] = /^key (none|[1-9][0-9]{0,8})$/.exec(key) ?? [];
  const [, kind, encoded] = /^(plain|sealed) ([^ ]*)$/.exec(last) ?? [];
  if (first !== signature || rest !== '' || more.length > 0) return null;
  if (vaultId === undefined || number === undefined || encoded === undefined) return null;
  if ((number === 'none') !== (kind === 'plain') || Number(number) > counterLimit) return null;
  const body = decodeBase64(encoded);
  return body === null ? null : { head: { vaultId, key: number === 'none' ? null : Number(number) }, body };
}
