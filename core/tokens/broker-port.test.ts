import { describe, expect, it } from 'vitest';
import { createBrokerPlace } from './broker-port';

describe('the place of the broker', () => {
  it('says that nobody serves tokens while there is none, and asks the one that is there', async () => {
    const place = createBrokerPlace();
    expect([place.usage('t'), await place.end('t')]).toEqual([null, null]);
    await place.refresh();
    const asked: string[] = [];
    const report = { cancelled: 1, kept: 0, unknown: 0 };
    place.set({
      usage: () => null,
      refresh: async () => void asked.push('refresh'),
      end: async (token) => {
        asked.push(token);
        return report;
      },
    });
    await place.refresh();
    expect([await place.end('t'), asked]).toEqual([report, ['refresh', 't']]);
    place.set(null);
    expect(await place.end('t')).toBeNull();
  });
});
