import { createHmac, hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuickMac, macRoomBytes } from './quick-mac';

const bytes = (most: number) => fc.uint8Array({ maxLength: most }).map((array) => Buffer.from(array));

describe.each([
  ['in one call', hash],
  ['where the runtime has no such call', undefined],
])('a mac made %s', (_, oneCall) => {
  it('is HMAC-SHA-256, whatever the key and the text, under keys that change', () => {
    const mac = createQuickMac(oneCall);
    fc.assert(
      fc.property(bytes(80), bytes(600), bytes(20), (key, text, behind) => {
        const room = Buffer.alloc(macRoomBytes);
        const found = mac.of(key, Buffer.concat([room, text, behind]), room.length, room.length + text.length);
        expect(found).toBe(createHmac('sha256', key).update(text).digest('base64url'));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves the text and what is behind it as they were', () => {
    const block = Buffer.alloc(300, 'x');
    createQuickMac(oneCall).of(Buffer.alloc(32, 7), block, 100, 200);
    expect(block.subarray(100).equals(Buffer.alloc(200, 'x'))).toBe(true);
  });
});
