import * as crypto from 'node:crypto';
import type { hash } from 'node:crypto';

/** Node 20.12 and newer hash a piece in one call; an older runtime (Electron 22) needs an object for each mac, which takes longer. */
const hashOnce: typeof hash | undefined = (crypto as Partial<typeof crypto>).hash;

const hashBlockBytes = 64;
const hashBytes = 32;

/** What stands in front of a text is written over by so many bytes when its mac is made. */
export const macRoomBytes = hashBlockBytes;

export interface QuickMac {
  /** Base64url of HMAC-SHA-256 over `bytes` between two offsets, without copying them. */
  of(key: Buffer, bytes: Buffer, from: number, to: number): string;
  /** Of no use to anyone afterwards. */
  wipe(): void;
}

/** The macs of very many lines under one key: what depends on the key alone is made once (RFC 2104, section 4). */
export function createQuickMac(oneCall = hashOnce): QuickMac {
  const inner = Buffer.alloc(hashBlockBytes);
  const outer = Buffer.alloc(hashBlockBytes + hashBytes);
  let padded: Buffer | null = null;

  function pad(key: Buffer): void {
    inner.fill(0x36);
    outer.fill(0x5c, 0, hashBlockBytes);
    for (const [at, byte] of key.entries()) {
      inner[at] = byte ^ 0x36;
      outer[at] = byte ^ 0x5c;
    }
    padded = key;
  }

  return {
    of(key, bytes, from, to) {
      if (oneCall === undefined || key.length > hashBlockBytes) {
        return crypto.createHmac('sha256', key).update(bytes.subarray(from, to)).digest('base64url');
      }
      if (padded !== key) pad(key);
      inner.copy(bytes, from - hashBlockBytes);
      outer.write(oneCall('sha256', bytes.subarray(from - hashBlockBytes, to), 'binary'), hashBlockBytes, 'binary');
      return oneCall('sha256', outer, 'base64url');
    },
    wipe() {
      inner.fill(0);
      outer.fill(0);
      padded = null;
    },
  };
}
