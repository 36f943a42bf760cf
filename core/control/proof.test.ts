import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { proofOf, proves, type Meeting } from './proof';

const key = randomBytes(32);
const meeting: Meeting = { address: '/run/a.sock', clientNonce: 'a'.repeat(64), serverNonce: 'b'.repeat(64) };

describe('a proof', () => {
  it('is right for its own key, role and meeting', () => {
    for (const role of ['server', 'client'] as const)
      expect(proves(proofOf(key, role, meeting), key, role, meeting)).toBe(true);
  });

  it('is worth nothing when any letter of it is another', () => {
    const proof = proofOf(key, 'client', meeting);
    for (let at = 0; at < proof.length; at += 1) {
      for (const letter of '0123456789abcdefAZ \u00e9') {
        if (letter === proof[at]) continue;
        expect(proves(proof.slice(0, at) + letter + proof.slice(at + 1), key, 'client', meeting)).toBe(false);
      }
    }
    for (const other of ['', proof.slice(1), `${proof}0`, proof.toUpperCase()])
      expect(proves(other, key, 'client', meeting)).toBe(false);
  });

  it('is worth nothing under another key, when any bit of it is another', () => {
    const proof = proofOf(key, 'client', meeting);
    for (let bit = 0; bit < key.length * 8; bit += 1) {
      const other = Buffer.from(key);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(proves(proof, other, 'client', meeting)).toBe(false);
    }
  });

  it('cannot be sent back to the end that made it, nor used at another socket or another meeting', () => {
    const proof = proofOf(key, 'server', meeting);
    expect(proves(proof, key, 'client', meeting)).toBe(false);
    const others: Meeting[] = [
      { ...meeting, address: '/run/b.sock' },
      { ...meeting, clientNonce: meeting.serverNonce },
      { ...meeting, serverNonce: meeting.clientNonce },
      { ...meeting, clientNonce: meeting.serverNonce, serverNonce: meeting.clientNonce },
      // Nothing can be moved from one part into the next.
      { ...meeting, address: `${meeting.address}a`, clientNonce: 'a'.repeat(63) },
    ];
    for (const other of others) expect(proves(proof, key, 'server', other)).toBe(false);
  });
});
