import { describe, expect, it } from 'vitest';
import { isOurWindow } from './sender';

const own = { origin: 'keyhaven://app', contentsIds: new Set([1, 3]) };
const page = { origin: 'keyhaven://app', parent: null };

describe('the window’s door', () => {
  it('hears the page in each of our windows', () => {
    expect(isOurWindow({ frame: page, contentsId: 3 }, own)).toBe(true);
    expect(isOurWindow({ frame: page, contentsId: 1 }, own)).toBe(true);
    expect(isOurWindow({ frame: { ...page, detached: false }, contentsId: 1 }, own)).toBe(true);
  });

  it.each([
    ['a frame that is gone', { frame: null, contentsId: 1 }],
    ['a detached frame', { frame: { ...page, detached: true }, contentsId: 1 }],
    ['a frame inside the page', { frame: { ...page, parent: page }, contentsId: 1 }],
    ['another origin', { frame: { ...page, origin: 'https://app' }, contentsId: 1 }],
    ['an origin that begins like ours', { frame: { ...page, origin: 'keyhaven://app.example' }, contentsId: 1 }],
    ['an opaque origin', { frame: { ...page, origin: 'null' }, contentsId: 1 }],
    ['another window', { frame: page, contentsId: 2 }],
  ])('does not hear %s', (_who, sender) => {
    expect(isOurWindow(sender, own)).toBe(false);
  });
});
