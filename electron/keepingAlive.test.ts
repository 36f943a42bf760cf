import { describe, expect, it } from 'vitest';
import type { Wish } from '../core/contract/app';
import { createKeepAliveDuty } from './keepingAlive';
import type { Notice } from './platform/notifications/port';

function dutyThatFails(...failed: readonly string[]) {
  const shown: Notice[] = [];
  const gone: Wish[] = [];
  const duty = createKeepAliveDuty({
    keepingAlive: { isTime: () => true, look: async () => ({ failed }) },
    notifications: {
      notify: (notice) => {
        shown.push(notice);
        return { close: () => {}, shown: Promise.resolve(true) };
      },
    },
    go: (wish) => gone.push(wish),
  });
  return { duty, shown, gone };
}

describe('a key that could not be kept alive', () => {
  it('is told of without its name, and opens from there', async () => {
    const { duty, shown, gone } = dutyThatFails('kh-test-one');
    await duty.look();
    expect(shown.map(({ id }) => id)).toEqual(['notKeptAlive']);
    expect(JSON.stringify(shown)).not.toContain('kh-test');
    shown[0]?.onAction('show');
    expect(gone).toEqual([{ credential: 'kh-test-one', rotate: false }]);
  });

  it('is told of together with others, and nothing is told where all went well', async () => {
    const several = dutyThatFails('kh-test-one', 'kh-test-two');
    await several.duty.look();
    several.shown[0]?.onAction('default');
    expect(several.gone).toEqual([{ credential: null, rotate: false }]);
    const none = dutyThatFails();
    await none.duty.look();
    expect(none.shown).toEqual([]);
  });
});
