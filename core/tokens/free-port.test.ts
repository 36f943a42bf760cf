import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { systemRandomness } from '../base/random';
import { freePort } from './free-port';

/** Ports in the order in which they are tried: 20000 plus each number. */
const inOrder = (...numbers: number[]) => ({
  ...systemRandomness,
  bytes: () => {
    const number = numbers.shift() ?? 0;
    return Uint8Array.of(number >> 8, number & 0xff);
  },
});

describe('the port of a token', () => {
  it('is none that another token has, nor one that a program listens on', async () => {
    const busy = createServer();
    const first = await freePort(new Set(), systemRandomness);
    await new Promise<void>((resolve) => busy.listen(first, '127.0.0.1', resolve));
    try {
      const taken = first === 20_000 ? 20_001 : 20_000;
      const found = await freePort(new Set([taken]), inOrder(taken - 20_000, first - 20_000, 1234, 4321));
      expect([21_234, 24_321]).toContain(found);
    } finally {
      busy.close();
    }
  });

  it('is out of the range that systems hand out by themselves', async () => {
    for (let n = 0; n < 20; n += 1) {
      const port = await freePort(new Set(), systemRandomness);
      expect(port).toBeGreaterThanOrEqual(20_000);
      expect(port).toBeLessThan(32_768);
    }
  });

  it('that is nowhere to be found is told so', async () => {
    await expect(freePort(new Set([20_000]), inOrder())).rejects.toMatchObject({ code: 'token.noPort' });
  });
});
